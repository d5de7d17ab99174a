"""The columns of a file on their way into columns of the database; every distinct cell is converted once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from django.db import connection
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from builder.models import Department, User
from forms_engine.imports.cells import is_blank, read_number, text_of
from forms_engine.imports.converters import make_converter
from forms_engine.selectors.access import visible_records
from forms_engine.selectors.queries import filter_of
from forms_engine.selectors.scope import TrustedScope
from forms_engine.selectors.slots import slots_of
from forms_engine.storage.search import normalise

if TYPE_CHECKING:
    from builder.models import User as Person
    from forms_engine.engine import FieldSpec
    from forms_engine.imports.plans import ColumnPlan
    from forms_engine.models import Form
    from forms_engine.storage import Generation

KEPT = 100_000
NOBODY = _("There is nobody called %(text)s.")
NOTHING = _("There is no record called %(text)s.")
SEVERAL = _("Several are called %(text)s.")


class Entry(NamedTuple):
    """A converted cell: its Python value, what the database takes, its part of the event, and of the search."""

    value: Any
    stored: Any
    told: str
    found_by: str


BLANK = Entry(None, None, "", "")
Cached = Entry | Invalid


class FieldWriter:
    """Turns Python values of one field into what the database, the event and the search take."""

    def __init__(self, field: FieldSpec, model: type[Any]) -> None:
        self.field = field
        self.attribute = field.attribute
        self._prepare = _preparer(model._meta.get_field(field.attribute))
        self._searched = field.behaves.searchable
        self._name = orjson.dumps(field.key).decode()

    def entry(self, value: Any) -> Entry:
        """Return everything that is written for a value."""
        if value is None:
            return BLANK
        kind, settings = self.field.kind, self.field.settings
        told = f"{self._name}:[null,{orjson.dumps(kind.to_wire(value, settings)).decode()}]"
        found_by = normalise(kind.search_text(value, settings)) if self._searched else ""
        return Entry(value, self._prepare(value), told, found_by)


class Column:
    """One column of the file."""

    def __init__(self, plan: ColumnPlan, writer: FieldWriter, zone: dt.tzinfo) -> None:
        self.plan = plan
        self.field = writer.field
        self.writer = writer
        self._known: dict[Any, Cached] = {}
        self._convert = make_converter(writer.field, plan, zone)

    def entry(self, cell: Any) -> Entry:
        """Return the converted cell.

        Raises:
            Invalid: it cannot be converted.
        """
        if cell is None:
            return BLANK
        # In Python 1 equals True; in a file they are not the same.
        key = cell if cell.__class__ is str else (cell.__class__, cell)
        known = self._known.get(key)
        if known is None:
            known = self._fresh(cell)
            if len(self._known) < KEPT:
                self._known[key] = known
        if known.__class__ is Entry:
            return known  # type: ignore[return-value]
        raise known  # type: ignore[misc]

    def prepare(self, cells: Iterable[Any]) -> None:
        """Look up what a batch will need; only references do."""

    def _fresh(self, cell: Any) -> Cached:
        try:
            return self.writer.entry(self._convert(cell))
        except Invalid as refusal:
            return refusal


class ReferenceColumn(Column):
    """A column whose cells name people, departments or records; each batch is looked up with one statement."""

    def __init__(
        self, plan: ColumnPlan, writer: FieldWriter, zone: dt.tzinfo, find: Callable[[set[str]], dict[str, list[int]]]
    ) -> None:
        super().__init__(plan, writer, zone)
        self._find = find
        self._ids: dict[str, list[int]] = {}

    def prepare(self, cells: Iterable[Any]) -> None:
        """Look up the names that were not met before."""
        wanted = {text for cell in cells if cell is not None and (text := text_of(cell)) not in self._ids}
        if wanted:
            if len(self._ids) > KEPT:
                self._ids.clear()
            found = self._find(wanted)
            self._ids.update({text: found.get(text, []) for text in wanted})

    def _fresh(self, cell: Any) -> Cached:
        text = text_of(cell)
        ids = self._ids.get(text, [])
        if len(ids) == 1:
            return self.writer.entry(ids[0])
        if not ids and is_blank(text):
            return BLANK
        message = SEVERAL if ids else NOBODY if self.field.type in ("member", "department") else NOTHING
        return Invalid(problems=[Problem("", "no_such_reference", message, {"text": text[:80]})])


def make_column(actor: Person, form: Form, generation: Generation, plan: ColumnPlan, zone: dt.tzinfo) -> Column:
    """Return the column that carries out its plan."""
    field, model = _place(generation, form, plan.field)
    writer = FieldWriter(field, model)
    if field.column is None or field.column.kind != "reference":
        return Column(plan, writer, zone)
    finders = {"member": _find_people, "department": _find_departments}
    finder = finders.get(field.type)
    if finder is not None:
        return ReferenceColumn(plan, writer, zone, lambda texts: finder(plan.match, texts))
    return ReferenceColumn(plan, writer, zone, _record_finder(actor, generation, field, plan.match))


def _place(generation: Generation, form: Form, path: str) -> tuple[FieldSpec, type[Any]]:
    """Return the field behind a dotted name, and the model of the table which holds it."""
    spec = generation.spec(form.pk)
    key, _dot, column = path.partition(".")
    table = spec.fields[key]
    if table.lines is None:
        return table, generation.model(form.pk)
    return table.lines.fields[column], generation.lines_model(form.pk, table.id)


def _find_people(match: str, texts: set[str]) -> dict[str, list[int]]:
    column = {"email": "email", "name": "display_name"}.get(match, "username")
    people = User.objects.filter(is_active=True, is_system=False, **{f"{column}__in": texts})
    return _grouped(people.values_list(column, "pk"))


def _find_departments(match: str, texts: set[str]) -> dict[str, list[int]]:
    del match
    return _grouped(Department.objects.filter(name__in=texts).order_by().values_list("name", "pk"))


def _record_finder(
    actor: Person, generation: Generation, field: FieldSpec, match: str
) -> Callable[[set[str]], dict[str, list[int]]]:
    form = generation.form(field.target)
    if form is None:
        return lambda _texts: {}
    slot = slots_of(generation, generation.spec(form.pk)).get(match)
    attname = slot.attname if slot is not None else "number"
    numeric = slot is not None and slot.spec is not None and slot.spec.column is not None
    numeric = numeric and slot.spec.column.kind == "decimal"  # type: ignore[union-attr]
    records = visible_records(actor, form, generation).order_by()
    if field.settings.get("filter"):
        records = records.filter(filter_of(TrustedScope(actor, form, generation), field.settings["filter"]))

    def find(texts: set[str]) -> dict[str, list[int]]:
        if not numeric:
            return _grouped(records.filter(**{f"{attname}__in": texts}).values_list(attname, "pk"))
        numbers = {text: number for text in texts if (number := _number(text)) is not None}
        found = _grouped(records.filter(**{f"{attname}__in": set(numbers.values())}).values_list(attname, "pk"))
        return {text: found.get(number.normalize(), []) for text, number in numbers.items()}

    return find


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def _grouped(pairs: Iterable[tuple[Any, int]]) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = {}
    for value, key in pairs:
        plain = value.normalize() if isinstance(value, Decimal) else value
        found.setdefault(plain, []).append(key)
    return found


def _preparer(field: Any) -> Callable[[Any], Any]:
    if field.get_internal_type() == "JSONField":
        return lambda value: orjson.dumps(value).decode()
    if connection.vendor == "postgresql":
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)
