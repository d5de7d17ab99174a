"""Expressions over records, compiled to conditions and values of the database."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef

from builder.exceptions import Invalid
from builder.expressions import compile_expression
from builder.expressions.binding import Column, Constant, Rows
from builder.expressions.errors import ExpressionError
from builder.expressions.python import walk
from builder.expressions.types import Boolean, Scalar
from forms_engine.engine.schemas import MEMBER

from .facts import fetch, person_facts
from .slots import slots_of

if TYPE_CHECKING:
    from builder.expressions import Expression
    from forms_engine.engine import FieldSpec

    from .scope import FilterScope, Found

Path = tuple[str, ...]
MOST_KEPT = 200


def compile_condition(scope: FilterScope, text: str, path: str = "filter") -> Any:
    """Return an expression as a condition of the database.

    Raises:
        Invalid: it cannot be compiled, or names what the actor may not see.
    """
    return _compiled(scope, text, path, Boolean).q(RecordResolver(scope, path), scope.env)


def compile_value(scope: FilterScope, text: str, path: str) -> tuple[Any, str]:
    """Return an expression as a value of the database, and the kind of value.

    Raises:
        Invalid: it cannot be compiled, or names what the actor may not see.
    """
    expression = _compiled(scope, text, path, None)
    return expression.sql(RecordResolver(scope, path), scope.env), expression.type.kind


def _compiled(scope: FilterScope, text: str, path: str, expect: Scalar | None) -> Expression:
    """Return an expression over the form's records, compiled once per version."""
    known: dict[tuple[str, Any], Expression] = scope.spec.__dict__.setdefault("_expressions", {})
    key = (text, expect)
    if key not in known:
        try:
            compiled = compile_expression(text, scope.spec.schema.extended({"me": MEMBER}), expect=expect)
        except ExpressionError as error:
            raise Invalid(problems=[error.problem(path)]) from error
        if len(known) > MOST_KEPT:
            known.clear()
        known[key] = compiled
    return known[key]


class RecordResolver:
    """Finds the names of an expression among the columns of a form's table and the tables it points to."""

    def __init__(self, scope: FilterScope, path: str = "filter") -> None:
        self.scope = scope
        self.path = path

    def column(self, path: Path) -> Column | Constant:
        """Return the column behind a name, or the value where it is about the person who asks."""
        if path[0] == "me":
            return Constant(self._me if len(path) == 1 else self._about_me(path[1:]))
        return _column(self.scope.resolve(".".join(path), self.path), self._scale(path))

    def rows(self, path: Path) -> Rows:
        """Return the rows of a sub-table."""
        found = self.scope.resolve(path[0], self.path)
        field = self.scope.spec.fields[path[0]]
        if found.rows is None:
            raise LookupError(path)
        rows = found.rows.filter(parent_id=OuterRef("pk")).order_by("position", "id")
        return Rows(rows, _RowResolver(self, field))

    @property
    def _me(self) -> int:
        return int(self.scope.actor.pk)

    def _about_me(self, path: Path) -> Any:
        facts = person_facts(self.scope.actor)
        if len(path) == 1:
            return facts.get(path[0])
        found = fetch(self.scope.generation, "member", [self._me], [".".join(path)])
        value = walk(found.get(self._me, {}), path)
        return value.get("id") if isinstance(value, dict) else value

    def _scale(self, path: Path) -> int | None:
        return self.scope.scale_of(".".join(path))


class _RowResolver:
    """Finds names among the columns of a sub-table."""

    def __init__(self, parent: RecordResolver, table: FieldSpec) -> None:
        self.parent = parent
        self.table = table

    @cached_property
    def _slots(self) -> Any:
        return slots_of(self.parent.scope.generation, self.table.lines) if self.table.lines is not None else {}

    def column(self, path: Path) -> Column | Constant:
        """Return the column behind a name."""
        scope = self.parent.scope
        name = f"{self.table.key}.{path[0]}"
        found = scope.resolve(name, self.parent.path)
        if len(path) > 1:
            found = scope.resolve_behind(found, path[1:], name, self.parent.path)
        return _column(found, scope.scale_of(".".join((self.table.key, *path))))

    def rows(self, path: Path) -> Rows:
        """Fail: a sub-table has no sub-tables."""
        raise LookupError(path)


def _column(found: Found, scale: int | None) -> Column:
    kind = "integer" if found.kind in ("integer", "reference") else ""
    return Column(F(found.lookup), kind, scale)
