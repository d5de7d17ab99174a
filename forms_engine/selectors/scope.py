"""What a person's filters, orders and searches on a form may name; anything else does not exist for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from builder.permissions import access_to

from .access import field_masks, row_predicate, visible_records
from .environment import environment_of
from .paths import Place, place_of
from .slots import Slot, slots_of
from .titles import OUT_OF_SIGHT

if TYPE_CHECKING:
    from builder.expressions.env import Env
    from builder.models import User
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.models import Form
    from forms_engine.storage import Generation

EXTRA: dict[str, Place] = {
    "id": Place("id", "integer"),
    "revision": Place("revision", "integer"),
    "department": Place("department_id", "reference", "department"),
}


@dataclass(frozen=True)
class Found:
    """A column that a condition may be about; `rows` is the table of a sub-table's column."""

    lookup: str
    kind: str
    target: str = ""
    rows: QuerySet[Any] | None = None


class FilterScope:
    """Resolves the names in a person's query on one form.

    `guards` collects conditions that keep a filter through a link from telling about records the person may not see.
    """

    def __init__(self, actor: User, form: Form, generation: Generation, env: Env | None = None) -> None:
        self.actor = actor
        self.form = form
        self.generation = generation
        self.guards: list[Q] = []
        self._env = env

    @cached_property
    def env(self) -> Env:
        """Return the moment of the query."""
        return self._env or environment_of(self.form.application)

    @cached_property
    def spec(self) -> FormSpec:
        """Return the compiled form."""
        return self.generation.spec(self.form.pk)

    @cached_property
    def masks(self) -> Mapping[str, str]:
        """Return what the actor's roles hide."""
        return field_masks(self.actor, self.form)

    @cached_property
    def slots(self) -> dict[str, Slot]:
        """Return the fields with a column that the actor may see in full."""
        every = slots_of(self.generation, self.spec)
        return {key: slot for key, slot in every.items() if self.sees(key)}

    def sees(self, key: str) -> bool:
        """Tell whether the actor sees a field in full."""
        return self.masks.get(key) not in OUT_OF_SIGHT

    def resolve(self, name: str, path: str) -> Found:
        """Return the column behind a name: a field, a system value, `link.field` or `lines.field`.

        Raises:
            Invalid: there is no such column, or none for the actor.
        """
        head, _dot, rest = name.partition(".")
        field = self.spec.fields.get(head)
        if field is not None and field.lines is not None and self.sees(head) and self.sees(name):
            found = self._in_lines(field, rest)
        else:
            found = self._in_record(name)
        if found is None:
            raise _unknown(name, path)
        return found

    def resolve_behind(self, found: Found, path: tuple[str, ...], name: str, at: str) -> Found:
        """Return the column behind a reference in a sub-table.

        Raises:
            Invalid: there is no such column, or none for the actor.
        """
        place = place_of(self.generation, found.target, ".".join(path)) if found.target else None
        if place is None or not all(self._allows_step(*step, first=False) for step in place.steps):
            raise _unknown(f"{name}.{'.'.join(path)}", at)
        return Found(f"{found.lookup.removesuffix('_id')}__{place.lookup}", place.kind, place.target)

    def scale_of(self, name: str) -> int | None:
        """Return the decimal places which the database keeps of a number."""
        field = self.field_at(name)
        column = field.column if field is not None else None
        return column.scale if column is not None and column.kind == "decimal" else None

    def field_at(self, name: str) -> FieldSpec | None:
        """Return the field at a dotted name, behind links and in sub-tables too; None for what is no field."""
        spec, (*references, last) = self.spec, name.split(".")
        for reference in references:
            field = spec.fields.get(reference)
            if field is None:
                return None
            target = self.generation.form_ids.get(field.target) if field.target else None
            if field.lines is not None:
                spec = field.lines
            elif target is not None:
                spec = self.generation.spec(target)
            else:
                return None
        return spec.fields.get(last)

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records without those whose links the filter must not look through."""
        for guard in self.guards:
            queryset = queryset.filter(guard)
        return queryset

    def allows(self, place: Place) -> bool:
        """Tell whether the actor may look where a place is; remember what to guard."""
        lookup: list[str] = []
        for index, (record, name) in enumerate(place.steps):
            if not self._allows_step(record, name, first=index == 0):
                return False
            if index and record.startswith("form:"):
                self._add_guard("__".join(lookup), record)
            lookup.append(place.lookup.split("__")[index])
        return True

    def _allows_step(self, record: str, name: str, *, first: bool) -> bool:
        if not record.startswith("form:"):
            return True
        if first and record == f"form:{self.form.key}":
            return self.sees(name)
        access = access_to(self.actor, self.form.application).form(record[5:])
        return access.can("read") and access.mask(name) not in OUT_OF_SIGHT

    def _add_guard(self, lookup: str, record: str) -> None:
        target = self.generation.form(record[5:])
        if target is None or row_predicate(self.actor, target, self.generation) is None:
            return
        seen = visible_records(self.actor, target, self.generation).order_by().values("pk")
        self.guards.append(Q(**{f"{lookup}__isnull": True}) | Q(**{f"{lookup}__in": seen}))

    def _in_record(self, name: str) -> Found | None:
        place = EXTRA.get(name) if name not in self.spec.fields else None
        if place is None:
            place = place_of(self.generation, f"form:{self.form.key}", name) if name else None
        if place is None or not self.allows(place):
            return None
        return Found(place.lookup, place.kind, place.target)

    def _in_lines(self, field: FieldSpec, column: str) -> Found | None:
        rows = self.generation.lines_model(self.form.pk, field.id)._default_manager.order_by()
        if not column:
            return Found("id", "integer", "", rows)
        slot = slots_of(self.generation, field.lines).get(column) if field.lines is not None else None
        if slot is None or slot.spec is None or slot.spec.column is None:
            return None
        return Found(slot.attname, slot.spec.column.kind, slot.target, rows)


class TrustedScope(FilterScope):
    """Resolves the names in an expression which a builder of the app wrote: it may look everywhere."""

    def sees(self, key: str) -> bool:
        """See every field."""
        del key
        return True

    def allows(self, place: Place) -> bool:
        """Look behind every link."""
        del place
        return True

    def _allows_step(self, record: str, name: str, *, first: bool) -> bool:
        del record, name, first
        return True


def _unknown(name: str, path: str) -> Invalid:
    message = _("There is no field %(name)s.")
    return Invalid(problems=[Problem(path, "unknown_field", message, {"name": name[:60]})])
