"""The tree for SQLite: plain SQL where a column meets a constant, one function of this process for all else.

SQLite's parser gives up at some fifteen levels of nesting and its numbers at fifteen digits, so anything that is not
plain is handed, with the columns it needs, to the Python back end through `mr_eval`.
"""

from __future__ import annotations

import json as text_json
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django.db.models import IntegerField

from . import json
from .sql_parts import Compiler, OverRows, Template, constant
from .sqlite_functions import ensure, write_number
from .tree import Node, is_blank
from .types import Boolean
from .values import kind_of

SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
PLAIN = frozenset({"text", "date", "datetime", "reference", "boolean", "number"})
DEEPEST = 6
LARGEST = 2**63 - 1
ROWS = {
    "SUM": "COALESCE(mr_sum(q.expression_value), 0)",
    "AVERAGE": "mr_average(q.expression_value)",
    "COUNT": "count(*)",
    "MIN": "min(q.expression_value)",
    "MAX": "max(q.expression_value)",
    "FIRST": "max(q.expression_value)",
    "LAST": "max(q.expression_value)",
    "JOIN": "group_concat(q.expression_value, ', ')",
}


class Evaluated(Template):
    """A value worked out by the Python back end from the columns it needs."""

    def __init__(self, node: Node, zone: str, columns: list[tuple[Any, str, int | None]]) -> None:
        self.program = text_json.dumps(json.to_json(node), ensure_ascii=False, separators=(",", ":"))
        self.zone = zone
        self.storage = [(kind, scale) for _expression, kind, scale in columns]
        super().__init__("", *(expression for expression, _kind, _scale in columns), kind=node.type.kind)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]  # no templates
        """Return the call, with how each column is stored."""
        ensure(connection)
        parts, params = [], []
        storage = []
        for source, (kind, scale) in zip(self.source_expressions, self.storage, strict=True):
            sql, values = compiler.compile(source)
            parts.append(sql)
            params.extend(values)
            storage.append(f"{kind}/{scale_of(source, scale)}")
        places = "".join(f", {part}" for part in parts)
        return f"mr_eval(%s, %s, %s{places})", [self.program, self.zone, ",".join(storage), *params]


class Compared(Template):
    """A column of numbers against a constant, in the whole numbers they may be stored as."""

    def __init__(self, column: Any, sign: str, number: Decimal, scale: int | None) -> None:
        self.sign = sign
        self.number = number
        self.scale = scale
        super().__init__("", column)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:  # type: ignore[override]  # no templates
        """Return the comparison; a constant between two whole numbers moves to the one that decides alike."""
        source = self.source_expressions[0]
        column, params = compiler.compile(source)
        scale = scale_of(source, self.scale)
        if scale == "" and not isinstance(getattr(source, "output_field", None), IntegerField):
            return f"({column} {self.sign} %s)", [*params, write_number(self.number)]
        scaled = self.number.scaleb(int(scale or 0))
        if scaled != scaled.to_integral_value() and self.sign in ("=", "IS NOT"):
            return ("0" if self.sign == "=" else "1"), []
        rounding = ROUND_FLOOR if self.sign in (">", "<=") else ROUND_CEILING
        bound = max(min(int(scaled.to_integral_value(rounding)), LARGEST), -LARGEST)
        return f"({column} {self.sign} %s)", [*params, bound]


def scale_of(source: Any, scale: int | None) -> int | str:
    """Return the scale a column of whole numbers is stored with, empty if none; its field knows if nobody said."""
    if scale is not None:
        return scale
    found = getattr(source.output_field, "scale", None) if hasattr(source, "output_field") else None
    return found if isinstance(found, int) else ""


class SQLite(Compiler):
    """Compiles a bound tree for SQLite."""

    def condition(self, node: Node, depth: int = 0) -> Any:
        """Return the SQL that is true exactly when the condition holds."""
        compiler: Callable[[Node, int], Any] | None = getattr(self, f"_if_{node.op}", None)
        plain = compiler(node, depth + 1) if compiler and depth < DEEPEST else None
        return self._evaluated(node) if plain is None else plain

    def _if_lit(self, node: Node, depth: int) -> Any:
        return Template("1" if node.value is True else "0")

    def _if_and(self, node: Node, depth: int) -> Any:
        word = f" {node.op.upper()} "
        parts = [self.condition(arg, depth) for arg in node.args]
        return Template(f"({word.join(f'{{{i}}}' for i in range(len(parts)))})", *parts)

    _if_or = _if_and

    def _if_not(self, node: Node, depth: int) -> Any:
        return Template("(({0}) IS NOT TRUE)", self.condition(node.args[0], depth))

    def _if_field(self, node: Node, depth: int) -> Any:
        column = self.column(node)
        return Template("{0}", column.expression)

    _if_row = _if_field

    def _if_truthy(self, node: Node, depth: int) -> Any:
        tests = {"text": "({0} <> '')", "number": "({0} <> 0)", "duration": "({0} <> 0)"}
        arg = node.args[0]
        if not self._is_column(arg):
            return None
        return Template(tests.get(arg.type.kind, "({0} IS NOT NULL)"), self.column(arg).expression)

    def _if_lt(self, node: Node, depth: int) -> Any:
        left, right = node.args
        if is_blank(left) or is_blank(right):
            return Template("0")
        sign = SIGNS[node.op]
        if self._is_column(left) and right.op == "lit":
            return self._compared(left, sign, right)
        if self._is_column(right) and left.op == "lit":
            return self._compared(right, SWAPPED[sign], left)
        return None

    _if_le = _if_gt = _if_ge = _if_lt

    def _if_eq(self, node: Node, depth: int) -> Any:
        left, right = node.args
        if left.op == "lit":
            left, right = right, left
        if not self._is_column(left) or right.op != "lit":
            return None
        if right.value is None:
            return Template("({0} IS NULL)" if node.op == "eq" else "({0} IS NOT NULL)", self.column(left).expression)
        return self._compared(left, "=" if node.op == "eq" else "IS NOT", right)

    _if_ne = _if_eq

    def _if_in(self, node: Node, depth: int) -> Any:
        subject = node.args[0]
        if not self._is_column(subject):
            return None
        options = [Node("lit", subject.type, value=value) for value in node.value]
        if not options:
            return Template("0")
        if subject.type.kind == "number":
            tests = [self._if_eq(Node("eq", Boolean, [subject, option]), 1) for option in options]
            return Template(f"({' OR '.join(f'{{{i}}}' for i in range(len(tests)))})", *tests)
        values = [constant(stored(option)) for option in options if option.value is not None]
        sql = [f"{{0}} IN ({', '.join(f'{{{i + 1}}}' for i in range(len(values)))})"] if values else []
        sql += ["{0} IS NULL"] if None in node.value else []
        return Template(f"({' OR '.join(sql)})", self.column(subject).expression, *values)

    def _compared(self, column: Node, sign: str, other: Node) -> Any:
        place = self.column(column)
        if column.type.kind == "number":
            return Compared(place.expression, sign, other.value, 0 if place.kind == "integer" else place.scale)
        return Template(f"({{0}} {sign} {{1}})", place.expression, constant(stored(other)))

    def _is_column(self, node: Node) -> bool:
        if node.op not in ("field", "row") or not node.value or node.type.kind not in PLAIN:
            return False
        return self.column(node).kind in ("", node.type.kind, "integer")

    def value(self, node: Node) -> Any:
        """Return the SQL of the value."""
        if node.op in ("field", "row") and node.type.kind in PLAIN - {"number", "boolean"} and self._is_column(node):
            return Template("{0}", self.column(node).expression, kind=node.type.kind)
        if node.op == "row" and not node.value:
            return Template("1")
        if node.op == "agg":
            return self._rows(node)
        if node.op == "lit" and node.type == Boolean:
            return Template("1" if node.value else "0")
        return self._evaluated(node)

    def _rows(self, node: Node) -> Any:
        name, kind = node.value[0], node.type.kind
        sql = ROWS[name]
        if kind == "number" and name in ("MIN", "MAX"):
            sql = f"mr_{name.lower()}(q.expression_value)"
        return OverRows(sql, self.rows_query(node, self.value, self.condition), kind)

    def _evaluated(self, node: Node) -> Any:
        columns: list[tuple[Any, str, int | None]] = []
        places: dict[tuple[Any, ...], int] = {}
        program = self._program(node, columns, places)
        return Evaluated(program, self.env.zone_name, columns)

    def _program(self, node: Node, columns: list[Any], places: dict[tuple[Any, ...], int]) -> Node:
        """Return the tree with what the database has to bring replaced by numbered arguments."""
        if node.op not in ("field", "row", "agg"):
            args = [self._program(arg, columns, places) for arg in node.args]
            return Node(node.op, node.type, args, node.value)
        key = (node.op, node.value) if node.op != "agg" else (id(node),)
        if key not in places:
            places[key] = len(columns)
            columns.append(self._brought(node))
        return Node("arg", node.type, value=places[key])

    def _brought(self, node: Node) -> tuple[Any, str, int | None]:
        if node.op == "agg":
            return self._rows(node), node.type.kind, None
        column = self.column(node)
        kind = kind_of(node.type).partition(":")[0]
        # An id is a whole number, but no number to calculate with.
        return column.expression, kind if kind == "reference" else column.kind or kind, column.scale


def stored(node: Node) -> Any:
    """Return a constant as SQLite stores its like."""
    value, kind = node.value, node.type.kind
    if kind == "datetime":
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat() if kind == "date" else value
