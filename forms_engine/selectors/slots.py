"""How each field of a form is read: its column, its wire form, what it points to; worked out once per version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.storage import Generation

Wire = Callable[[Any], Any]
AS_STORED = frozenset({"text", "boolean", "json", "reference"})


@dataclass(frozen=True)
class Slot:
    """One field as the database and the wire know it.

    `wire` is None where the stored value is the wire value. `target` is `member`, `department`, `form:<key>`, `file`,
    or empty.
    """

    key: str
    spec: FieldSpec | None
    attname: str
    wire: Wire | None
    target: str

    def to_wire(self, value: Any) -> Any:
        """Return the wire value of a stored one."""
        return value if value is None or self.wire is None else self.wire(value)


def slots_of(generation: Generation, spec: FormSpec) -> Mapping[str, Slot]:
    """Return the slots of the fields that have a column, by key; links to forms that are not published have none."""
    known: dict[str, Slot] | None = spec.__dict__.get("_slots")
    if known is None:
        found = (_slot(field) for field in spec.stored() if field.id)
        known = {slot.key: slot for slot in found if _has_column(generation, slot)}
        # Kept with the compiled form, which lives and dies with its generation.
        spec.__dict__["_slots"] = known
    return known


def _has_column(generation: Generation, slot: Slot) -> bool:
    return not slot.target.startswith("form:") or slot.target[5:] in generation.form_ids


def _slot(field: FieldSpec) -> Slot:
    column = field.column
    target = "file" if field.type == "file" else column.target if column else ""
    return Slot(field.key, field, field.attname, _wire(field), target)


def _wire(field: FieldSpec) -> Wire | None:
    column = field.column
    if column is None or column.kind in AS_STORED:
        return None
    kind, settings = field.kind, field.settings
    return lambda value: kind.to_wire(value, settings)
