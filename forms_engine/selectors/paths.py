"""From the dotted names of expressions to columns: `customer.owner.name` becomes a chain of joins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .slots import slots_of

if TYPE_CHECKING:
    from forms_engine.storage import Generation

Shape = dict[str, tuple[str, str, str]]

# Name in expressions: column, kind, what it points to.
MEMBER: Shape = {
    "id": ("id", "integer", ""),
    "name": ("display_name", "text", ""),
    "email": ("email", "text", ""),
    "username": ("username", "text", ""),
    "department": ("department", "reference", "department"),
    "manager": ("manager", "reference", "member"),
}
DEPARTMENT: Shape = {
    "id": ("id", "integer", ""),
    "name": ("name", "text", ""),
    "head": ("head", "reference", "member"),
    "parent": ("parent", "reference", "department"),
}
SYSTEM: Shape = {
    "id": ("id", "integer", ""),
    "number": ("number", "text", ""),
    "created_at": ("created_at", "datetime", ""),
    "created_by": ("created_by", "reference", "member"),
    "updated_at": ("updated_at", "datetime", ""),
    "updated_by": ("updated_by", "reference", "member"),
    "owner": ("owner", "reference", "member"),
    "flow_status": ("flow_status", "text", ""),
}


@dataclass(frozen=True)
class Place:
    """Where a dotted name leads.

    `lookup` is the path for filters and `values()`; `kind` is that of the column; `target` what it points to; `steps`
    the references passed on the way, as (kind of record, name) pairs.
    """

    lookup: str
    kind: str
    target: str = ""
    steps: tuple[tuple[str, str], ...] = ()


def place_of(generation: Generation, root: str, dotted: str) -> Place | None:
    """Return where a name leads, seen from a kind of record (`form:<key>`, `member`, `department`); None if nowhere."""
    lookups: list[str] = []
    steps: list[tuple[str, str]] = []
    record, kind = root, "reference"
    for name in dotted.split("."):
        if kind != "reference":
            return None
        found = _look_up(generation, record, name)
        if found is None:
            return None
        steps.append((record, name))
        column, kind, record = found
        lookups.append(column)
    if kind == "reference":
        lookups[-1] += "_id"
    return Place("__".join(lookups), kind, record, tuple(steps))


def _look_up(generation: Generation, record: str, name: str) -> tuple[str, str, str] | None:
    if record in ("member", "department"):
        return (MEMBER if record == "member" else DEPARTMENT).get(name)
    if name in SYSTEM:
        return SYSTEM[name]
    form_id = generation.form_ids.get(record.removeprefix("form:"))
    slot = slots_of(generation, generation.spec(form_id)).get(name) if form_id is not None else None
    if slot is None or slot.spec is None or slot.spec.column is None:
        return None
    return slot.spec.attribute, slot.spec.column.kind, slot.target
