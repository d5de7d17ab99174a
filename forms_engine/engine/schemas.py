"""What expressions of a form may name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from builder.expressions.types import DateTime, Lines, ListOf, Number, Record, Schema, Text
from builder.expressions.types import Type as ExpressionType
from forms_engine.fields import field_types

MEMBER: Record = Record(
    lambda: {"id": Number, "name": Text, "email": Text, "username": Text, "department": DEPARTMENT, "manager": MEMBER},
    name="person",
)
DEPARTMENT: Record = Record(
    lambda: {"id": Number, "name": Text, "head": MEMBER, "parent": DEPARTMENT}, name="department"
)
SYSTEM: dict[str, ExpressionType] = {
    "id": Number,
    "number": Text,
    "created_at": DateTime,
    "created_by": MEMBER,
    "updated_at": DateTime,
    "updated_by": MEMBER,
    "owner": MEMBER,
    "flow_status": Text,
}
"""What every record knows besides its fields; in lists, filters and rules these names work like fields."""

RESERVED = frozenset(
    {*SYSTEM, "revision", "form_version", "deleted_at", "me", "old", "parent", "initiator", "steps", "record", "this"}
    | {"and", "or", "not", "in", "true", "false", "null", "for", "if", "is"}
)
"""Names a field may not have."""

Documents = Mapping[str, Mapping[str, Any]]


class Schemas:
    """The shapes a form's expressions see: its own fields, what its links point to, people and departments.

    `targets` holds the published documents of the other forms by key.
    """

    def __init__(self, document: Mapping[str, Any], targets: Documents) -> None:
        self._document = document
        self._targets = targets
        self._records: dict[str, Record] = {"member": MEMBER, "department": DEPARTMENT}

    def form(self) -> Schema:
        """Return what the form's own expressions may name."""
        return Schema(lambda: {**SYSTEM, **self._fields(self._document)})

    def row(self, lines: Mapping[str, Any]) -> Schema:
        """Return what the expressions of a sub-table's columns may name: its columns, and the record as `parent`."""
        parent = Record(lambda: {**SYSTEM, **self._fields(self._document, with_lines=False)}, name="parent")
        return Schema(lambda: {**self._fields(lines), "parent": parent}, name="row")

    def target(self, form_key: str) -> Schema:
        """Return what a condition on the records a link may choose can name."""
        return Schema(lambda: self.record(f"form:{form_key}").fields)

    def record(self, name: str) -> Record:
        """Return the shape of what a reference points to: `member`, `department` or `form:<key>`."""
        if name not in self._records:
            document = self._targets.get(name.removeprefix("form:"), {})
            self._records[name] = Record(self._reader(document), name=name.removeprefix("form:") or "record")
        return self._records[name]

    def _reader(self, document: Mapping[str, Any]) -> Callable[[], Mapping[str, ExpressionType]]:
        return lambda: {**SYSTEM, **self._fields(document, with_lines=False)}

    def _fields(self, document: Mapping[str, Any], *, with_lines: bool = True) -> dict[str, ExpressionType]:
        found: dict[str, ExpressionType] = {}
        for key, prop in document.get("properties", {}).items():
            settings = prop.get("x-field", {})
            kind = settings.get("type")
            if kind == "lines":
                if with_lines:
                    found[key] = Lines(self._rows(prop.get("items", {})), name=key)
            elif kind in field_types:
                found[key] = field_types.get(kind).expression_type(settings, self.record)
        return found

    def _rows(self, items: Mapping[str, Any]) -> Callable[[], Mapping[str, ExpressionType]]:
        return lambda: self._fields(items)


__all__ = ["DEPARTMENT", "MEMBER", "RESERVED", "SYSTEM", "Documents", "ListOf", "Schemas"]
