"""What both databases' expressions are made of."""

from __future__ import annotations

import string
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    DateTimeField,
    DurationField,
    Expression,
    F,
    Field,
    Func,
    JSONField,
    OuterRef,
    Subquery,
    TextField,
    Value,
)

from .binding import Column, Resolver
from .env import Env
from .tree import Node

if TYPE_CHECKING:
    _Field = Field[Any, Any]
else:
    _Field = Field

Bind = Callable[..., Node]
_formatter = string.Formatter()


class NumberField(_Field):
    """A number as it comes out of an expression: an exact decimal."""

    def get_internal_type(self) -> str:
        """Return a name no database has an opinion about."""
        return "ExpressionNumberField"

    def db_type(self, connection: Any) -> str:
        """Return the type to cast to."""
        return "numeric"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Decimal | None:
        """Return the exact decimal; SQLite's floats are written as short as they were sent."""
        if value is None or isinstance(value, Decimal):
            return value
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


FIELDS: dict[str, Callable[[], Field[Any, Any]]] = {
    "text": TextField,
    "number": NumberField,
    "boolean": BooleanField,
    "date": DateField,
    "datetime": DateTimeField,
    "duration": DurationField,
    "reference": BigIntegerField,
    "list": JSONField,
    "blank": TextField,
}


class Template(Func):
    """SQL with places for other expressions: `{0}`, `{1}`, each as often as needed."""

    def __init__(self, sql: str, *parts: Any, kind: str = "boolean") -> None:
        self.sql = sql
        super().__init__(*parts, output_field=FIELDS[kind]())

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]  # no templates
        """Return the SQL with the parts in their places."""
        parts = [compiler.compile(part) for part in self.source_expressions]
        written: list[str] = []
        params: list[Any] = []
        for text, name, _spec, _conversion in _formatter.parse(self.sql):
            written.append(text.replace("%", "%%"))
            if name is not None:
                sql, values = parts[int(name)]
                written.append(sql)
                params.extend(values)
        return "".join(written), params

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the same: Django would wrap decimals in a cast that keeps 15 digits."""
        return self.as_sql(compiler, connection, **context)


class OverRows(Subquery):
    """One value of all rows of a query."""

    def __init__(self, sql: str, queryset: Any, kind: str) -> None:
        self.template = f"(SELECT {sql} FROM (%(subquery)s) q)"
        super().__init__(queryset, output_field=FIELDS[kind]())


def constant(value: Any) -> Value:
    """Return a parameter."""
    return Value(value)


def outer(expression: Any) -> Any:
    """Return an expression over the parent's columns as seen from its rows."""
    if isinstance(expression, OuterRef):
        return expression
    if isinstance(expression, F):
        return OuterRef(expression.name)
    if isinstance(expression, Expression) and expression.get_source_expressions():
        copied = expression.copy()
        copied.set_source_expressions([outer(part) for part in expression.get_source_expressions()])
        return copied
    return expression


class Compiler:
    """What the two databases' compilers share: whose columns are meant, and rows."""

    def __init__(self, resolver: Resolver, env: Env, bind: Bind) -> None:
        self.resolver = resolver
        self.env = env
        self.bind = bind
        self.row: Resolver | None = None

    def column(self, node: Node) -> Column:
        """Return the column of a field, as seen from where the compiler is."""
        found = (self.row if node.op == "row" and self.row else self.resolver).column(node.value)
        if not isinstance(found, Column):
            raise TypeError(f"{node.value} is no column.")
        if self.row is not None and node.op == "field":
            return Column(outer(found.expression), found.kind, found.scale)
        return found

    def rows_query(self, node: Node, convert: Callable[[Node], Any], test: Callable[[Node], Any]) -> Any:
        """Return the query for the values of a function over rows."""
        rows = self.resolver.rows(node.value[1])
        self.row = rows.resolver
        try:
            element = convert(node.args[0])
            where = test(node.args[1]) if len(node.args) > 1 else None
        finally:
            self.row = None
        queryset = rows.queryset if where is None else rows.queryset.filter(where)
        name = node.value[0]
        if name == "LAST":
            queryset = queryset.reverse()
        elif name not in ("FIRST", "JOIN"):
            queryset = queryset.order_by()
        queryset = queryset.annotate(expression_value=element)
        if name in ("FIRST", "LAST", "COUNT"):
            queryset = queryset.filter(expression_value__isnull=False) if node.args[0].op != "lit" else queryset
        queryset = queryset.values("expression_value")
        return queryset[:1] if name in ("FIRST", "LAST") else queryset
