"""Compiled forms: what the server needs to know to accept, compute and show a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forms_engine.fields import Column, Field, field_types

if TYPE_CHECKING:
    from builder.expressions import Expression, Schema


@dataclass(frozen=True)
class Conditions:
    """When a field is shown, must be filled in, or may not be changed; None where no expression says so."""

    visible: Expression | None = None
    required: Expression | None = None
    read_only: Expression | None = None


@dataclass(frozen=True)
class FieldSpec:
    """One field of a compiled form; `type` is the key of its field type."""

    id: str
    key: str
    type: str
    label: Any = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    required: bool = False
    unique: bool = False
    indexed: bool = False
    conditions: Conditions = Conditions()
    default: Any = None
    default_expression: Expression | None = None
    formula: Expression | None = None
    lines: FormSpec | None = None

    @property
    def kind(self) -> Field:
        """Return the field type."""
        return field_types.get(self.type)

    @property
    def behaves(self) -> Field:
        """Return the type whose operators and aggregates apply: of a formula that of its result."""
        return field_types.get(self.settings.get("result", "number")) if self.type == "formula" else self.kind

    @property
    def column(self) -> Column | None:
        """Return how the value is stored; None for lines."""
        return self.kind.column(self.settings)

    @property
    def attribute(self) -> str:
        """Return the name of the model field, and of the column, that holds the value."""
        return f"f_{self.id}"

    @property
    def attname(self) -> str:
        """Return the name under which the model and `values()` give the stored value: the id for references."""
        column = self.column
        return f"{self.attribute}_id" if column is not None and column.kind == "reference" else self.attribute

    @property
    def target(self) -> str:
        """Return the key of the form a link points to; empty for other fields."""
        return str(self.settings.get("form", "")) if self.type == "link" else ""


@dataclass(frozen=True)
class Constraint:
    """What must hold for a record; `fields` are the keys where the message is shown."""

    expression: Expression
    message: Any
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A group of fields on the page."""

    id: str
    title: Any
    columns: int
    fields: tuple[str, ...]
    visible: Expression | None = None


@dataclass(frozen=True)
class Step:
    """One formula in the order of evaluation; `lines` names the sub-table it is a column of, empty for none."""

    lines: str
    field: FieldSpec

    @property
    def path(self) -> str:
        """Return the dotted name of the formula."""
        return f"{self.lines}.{self.field.key}" if self.lines else self.field.key


@dataclass(frozen=True)
class FormSpec:
    """A compiled form, or the compiled rows of one sub-table.

    `order` holds every formula after all formulas it reads, those of sub-tables included. `reads` tells for each
    reference (dotted for those in sub-tables) which fields behind it some expression reads.
    """

    title: Any
    fields: Mapping[str, FieldSpec]
    schema: Schema
    document: Mapping[str, Any]
    order: tuple[Step, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    sections: tuple[Section, ...] = ()
    title_template: str = ""
    reads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    volatile: bool = False

    def stored(self) -> list[FieldSpec]:
        """Return the fields with a column in the form's own table."""
        return [one for one in self.fields.values() if one.lines is None]

    def sub_tables(self) -> list[FieldSpec]:
        """Return the fields whose values are rows of a table of their own."""
        return [one for one in self.fields.values() if one.lines is not None]

    def by_id(self) -> dict[str, FieldSpec]:
        """Return the fields by their stable id."""
        return {one.id: one for one in self.fields.values()}

    def walk(self) -> Iterator[tuple[str, FieldSpec]]:
        """Return every field with its dotted name, the columns of sub-tables after their table."""
        for one in self.fields.values():
            yield one.key, one
            if one.lines is not None:
                for column in one.lines.fields.values():
                    yield f"{one.key}.{column.key}", column

    def find(self, path: str) -> FieldSpec | None:
        """Return the field with a dotted name."""
        key, _dot, column = path.partition(".")
        found = self.fields.get(key)
        if not column or found is None:
            return found
        return found.lines.fields.get(column) if found.lines is not None else None


def ordered_keys(document: Mapping[str, Any]) -> list[str]:
    """Return the field keys of a document, or of the rows of a sub-table, in their order."""
    properties = document.get("properties", {})
    known = [key for key in document.get("x-order", ()) if key in properties]
    return list(dict.fromkeys([*known, *properties]))
