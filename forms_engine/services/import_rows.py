"""Turn rows of a file into records, a batch at a time and set-wise: the same rules, few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from builder.events import Actor
from builder.exceptions import Invalid, Problem
from forms_engine.engine.evaluating import Surroundings, defaults, evaluate, field_states, missing, violated
from forms_engine.events import RecordSubmitted
from forms_engine.selectors.environment import environment_of
from forms_engine.selectors.facts import fetch, surroundings_of, target_of
from forms_engine.selectors.slots import slots_of
from forms_engine.storage.search import MAX_SEARCH_TEXT

from .bulk_writing import insert_events, insert_rows, reserve_ids, stored
from .counters import take_numbers
from .import_columns import BLANK, Column, Entry, FieldWriter, make_column

if TYPE_CHECKING:
    from builder.expressions import Env
    from builder.models import User
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.imports.plans import ImportPlan
    from forms_engine.models import Form
    from forms_engine.storage import Generation

Cells = Sequence[Any]
Values = dict[str, Any]
REQUIRED = _("This is required.")
LOCKED = _("This field cannot be changed.")
NOT_UNIQUE = _("Another record, or another row of the file, has the same value.")
SYSTEM = (
    "id", "number", "created_at", "created_by_id", "updated_at", "updated_by_id", "owner_id", "department_id",
    "revision", "form_version_id", "deleted_at", "flow_status", "search",
)  # fmt: skip


@dataclass
class FileRow:
    """A row on its way: what its cells became, by field, and what is wrong with it."""

    number: int
    cells: Cells
    entries: dict[str, Entry] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def values(self) -> Values:
        """Return the Python values."""
        return {key: entry.value for key, entry in self.entries.items()}


class RowImporter:
    """Imports rows into one version of a form in the name of one person."""

    def __init__(self, actor: User, form: Form, generation: Generation, plan: ImportPlan) -> None:
        self.actor = actor
        self.form = form
        self.generation = generation
        self.plan = plan
        self.spec: FormSpec = generation.spec(form.pk)
        self.env: Env = environment_of(form.application)
        self.columns: list[Column] = [make_column(actor, form, generation, one, self.env.zone) for one in plan.columns]
        self.mapped = {column.plan.field for column in self.columns}

    def read(self, rows: Iterable[tuple[int, Cells]]) -> list[FileRow]:
        """Return the rows converted and judged, as new records."""
        found = self.convert(rows)
        self.judge([row for row in found if not row.problems])
        return found

    def convert(self, rows: Iterable[tuple[int, Cells]]) -> list[FileRow]:
        """Return the rows with their cells as values."""
        found = [FileRow(number, cells) for number, cells in rows]
        for column in self.columns:
            index = column.plan.index
            column.prepare(row.cells[index] for row in found if index < len(row.cells))
        for row in found:
            cells, entries = row.cells, row.entries
            for column in self.columns:
                index = column.plan.index
                try:
                    entries[column.plan.field] = column.entry(cells[index] if index < len(cells) else None)
                except Invalid as refusal:
                    row.problems += [problem.under(column.plan.field) for problem in refusal.problems]
        return found

    def judge(self, rows: list[FileRow]) -> None:
        """Fill in defaults, compute formulas, and note what is required or not allowed."""
        if not rows:
            return
        start = defaults(self.spec, self.env, self._around([{}]))
        start = {key: value for key, value in start.items() if key not in self.mapped and value is not None}
        if self._has_rules:
            self._judge_each(rows, start)
            return
        extra = {key: self._writers[key].entry(value) for key, value in start.items() if key in self._writers}
        for row in rows:
            row.entries.update(extra)
            row.problems += [Problem(key, "required", REQUIRED) for key in self._required if row.entries[key] is BLANK]

    def refuse_duplicates(self, rows: list[FileRow]) -> None:
        """Note rows that would take a value which must be unique and is not."""
        slots = slots_of(self.generation, self.spec)
        for group in self.spec.unique:
            if not all(key in slots for key in group):
                continue
            wanted: dict[tuple[Any, ...], list[FileRow]] = {}
            for row in rows:
                values = tuple(row.entries.get(key, BLANK).value for key in group)
                if None not in values and not row.problems:
                    wanted.setdefault(values, []).append(row)
            if wanted:
                taken = self._taken([slots[key].attname for key in group], wanted)
                for values, same in wanted.items():
                    for row in same if values in taken else same[1:]:
                        row.problems += [Problem(key, "unique", NOT_UNIQUE) for key in group]

    def insert(self, rows: list[FileRow], cause_id: int | None) -> None:
        """Write the rows as new records, with their history; belongs in a transaction."""
        if not rows:
            return
        now = timezone.now()
        numbers = self._numbers(rows)
        table = self.generation.model(self.form.pk)._meta.db_table
        ids = reserve_ids(table, len(rows))
        keys = [key for key in self._writers if any(row.entries.get(key, BLANK) is not BLANK for row in rows)]
        columns = [*SYSTEM, *(self._writers[key].attribute for key in keys)]
        moment, me = stored(now), self.actor.pk
        version = self.generation.version_id(self.form.pk)
        tail = (moment, me, moment, me, me, self.actor.department_id, 1, version, None, None)
        insert_rows(
            table,
            columns,
            (
                (
                    record_id,
                    number,
                    *tail,
                    _search(number, row.entries.values()),
                    *[row.entries.get(key, BLANK).stored for key in keys],
                )
                for record_id, number, row in zip(ids, numbers, rows, strict=True)
            ),
        )
        self._log(rows, ids, now, cause_id)

    def _log(self, rows: list[FileRow], ids: list[int], now: Any, cause_id: int | None) -> None:
        actor = Actor.of(self.actor, "import")
        common = {
            "type": RecordSubmitted.type,
            "at": now,
            "actor_kind": actor.kind,
            "actor_id": actor.user_id,
            "via": actor.via,
            "application_id": self.form.application_id,
            "form_id": self.form.pk,
            "cause_id": cause_id,
            "depth": 1 if cause_id else 0,
        }
        form_id = self.form.pk

        def events() -> Iterable[tuple[int, str, str]]:
            for record_id, row in zip(ids, rows, strict=True):
                change = ",".join([entry.told for entry in row.entries.values() if entry.told])
                payload = f'{{"form_id":{form_id},"record_id":{record_id},"revision":1}}'
                yield record_id, f"{{{change}}}", payload

        insert_events(common, events())

    def _numbers(self, rows: list[FileRow]) -> list[str]:
        today = self.env.today
        fields = [one for one in self.spec.stored() if one.type == "autonumber" and one.key in self._writers]
        periods = {one.key: (one.id, one.kind.period(today, one.settings)) for one in fields}  # type: ignore[attr-defined]
        given = take_numbers(self.form.pk, [("", ""), *periods.values()], len(rows))
        for one in fields:
            compose: Callable[..., str] = one.kind.compose  # type: ignore[attr-defined]
            first = given[periods[one.key]]
            for index, row in enumerate(rows):
                row.entries[one.key] = self._writers[one.key].entry(compose(first + index, today, one.settings))
        first = given["", ""] + 1
        return [str(first + index) for index in range(len(rows))]

    def _judge_each(self, rows: list[FileRow], start: Values) -> None:
        every = [{**start, **row.values()} for row in rows]
        around = self._around(every)
        for row, values in zip(rows, every, strict=True):
            done = evaluate(self.spec, values, self.env, around)
            states = field_states(self.spec, done, self.env, around)
            row.problems += missing(self.spec, done, states)
            row.problems += [
                Problem(key, "read_only", LOCKED)
                for key in self.mapped
                if states[key].read_only and done.get(key) is not None
            ]
            language = get_language() or "en"
            row.problems += [] if row.problems else violated(self.spec, done, self.env, around, language=language)
            for key, writer in self._writers.items():
                if key not in row.entries:
                    row.entries[key] = writer.entry(done.get(key))

    def _around(self, every: list[Values]) -> Surroundings:
        """Return what stands behind the references of all rows at once."""
        system = {"created_by": self.actor.pk, "updated_by": self.actor.pk, "owner": self.actor.pk}
        alone = surroundings_of(self.generation, self.spec, self.actor, {}, system)
        records = dict(alone.records)
        for path, names in self.spec.reads.items():
            if path in self.spec.fields:
                ids = {values.get(path) for values in every}
                records[path] = fetch(self.generation, target_of(self.spec, path), ids, names)
        return Surroundings(records, alone.me, system)

    def _taken(self, attnames: list[str], wanted: Mapping[tuple[Any, ...], Any]) -> set[tuple[Any, ...]]:
        firsts = {values[0] for values in wanted}
        records = self.generation.model(self.form.pk)._default_manager.filter(deleted_at__isnull=True)
        return set(records.filter(**{f"{attnames[0]}__in": firsts}).order_by().values_list(*attnames))

    @cached_property
    def _writers(self) -> dict[str, FieldWriter]:
        """Return the writers of all fields with a column."""
        slots = slots_of(self.generation, self.spec)
        known = {column.plan.field: column.writer for column in self.columns}
        model = self.generation.model(self.form.pk)
        return {key: known.get(key) or FieldWriter(self.spec.fields[key], model) for key in slots}

    @cached_property
    def _required(self) -> list[str]:
        return [one.key for one in self.spec.stored() if one.required and one.key in self.mapped]

    @cached_property
    def needs_single_steps(self) -> bool:
        """Tell whether a formula reads a running number, which is given out only when the record is written."""
        numbers = {"number", *(one.key for one in self.spec.stored() if one.type == "autonumber")}
        return any(step.field.formula is not None and step.field.formula.fields & numbers for step in self.spec.order)

    @cached_property
    def _has_rules(self) -> bool:
        """Tell whether anything must be evaluated for each row."""
        spec = self.spec
        conditions = any(_has_conditions(one) for one in spec.fields.values())
        sections = any(section.visible is not None for section in spec.sections)
        least = any(one.required or one.settings.get("min_rows") for one in spec.sub_tables())
        return bool(spec.order or spec.constraints or conditions or sections or least)


def _has_conditions(one: FieldSpec) -> bool:
    conditions = one.conditions
    return not (conditions.visible is None and conditions.required is None and conditions.read_only is None)


def _search(number: str, entries: Iterable[Entry]) -> str:
    found = dict.fromkeys([number, *[entry.found_by for entry in entries if entry.found_by]])
    return "\n".join(found)[:MAX_SEARCH_TEXT]
