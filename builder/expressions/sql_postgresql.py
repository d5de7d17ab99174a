"""The tree as PostgreSQL's own SQL."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, Inexact
from typing import Any

from builder.functions import known_functions

from . import moments, patterns
from .sql_parts import Compiler, OverRows, Template, constant
from .tree import Node, is_blank
from .types import SCALARS, Boolean, Text
from .values import kind_of

TYPES = {
    "text": "text",
    "number": "numeric",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamptz",
    "duration": "interval",
    "reference": "bigint",
    "blank": "text",
}
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}
SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
# The calendar of Python: what lies beyond is blank there, and must be here.
IN_CALENDAR = {
    "date": "(SELECT CASE WHEN r BETWEEN '0001-01-01' AND '9999-12-31' THEN r END FROM (SELECT {0} AS r OFFSET 0) q)",
    "datetime": (
        "(SELECT CASE WHEN r >= '0001-01-01 00:00+00' AND r < '10000-01-01 00:00+00' THEN r END "
        "FROM (SELECT {0} AS r OFFSET 0) q)"
    ),
}
DATE_ADD = (
    "(SELECT CASE WHEN n BETWEEN '0001-01-01'::date - d AND '9999-12-31'::date - d THEN d + n::int END "
    "FROM (SELECT {0} AS d, trunc(SIGN{1}) AS n OFFSET 0) q)"
)
MOMENT_ADD = (
    "(SELECT CASE WHEN extract(epoch from d) + extract(epoch from n) >= -62135596800 "
    "AND extract(epoch from d) + extract(epoch from n) < 253402300800 THEN d + n END "
    "FROM (SELECT {0} AS d, SIGN{1} AS n OFFSET 0) q)"
)
OPERATORS = {
    "add": "({0} + {1})",
    "sub": "({0} - {1})",
    "mul": "round({0} * {1}, 10)",
    "div": "round(round({0}, 40) / NULLIF({1}, 0), 10)",
    "fdiv": "div({0}, NULLIF({1}, 0))",
    "mod": "mod({0}, NULLIF({1}, 0))",
    "concat": "({0} || {1})",
    "date_add": DATE_ADD.replace("SIGN", ""),
    "date_sub": DATE_ADD.replace("SIGN", "-"),
    "date_diff": "({0} - {1})::numeric",
    "moment_add": MOMENT_ADD.replace("SIGN", ""),
    "moment_sub": MOMENT_ADD.replace("SIGN", "-"),
    "moment_diff": "({0} - {1})",
    "duration_add": "({0} + {1})",
    "duration_sub": "({0} - {1})",
    "neg": "(- {0})",
    "coalesce": "COALESCE({0}, {1})",
}
ROWS = {
    "SUM": "COALESCE(sum(q.expression_value), 0)",
    "AVERAGE": "round(round(sum(q.expression_value), 40) / NULLIF(count(q.expression_value), 0), 10)",
    "COUNT": "count(*)::numeric",
    "MIN": "min(q.expression_value)",
    "MAX": "max(q.expression_value)",
    "FIRST": "max(q.expression_value)",
    "LAST": "max(q.expression_value)",
    "JOIN": "string_agg(q.expression_value, ', ')",
}


class PostgreSQL(Compiler):
    """Compiles a bound tree for PostgreSQL."""

    # Conditions: TRUE when they hold, FALSE or NULL when not.

    def condition(self, node: Node) -> Any:
        """Return the SQL that is TRUE exactly when the condition holds."""
        compiler: Callable[[Node], Any] | None = getattr(self, f"_if_{node.op}", None)
        return compiler(node) if compiler else self.plain(node)

    def _if_lit(self, node: Node) -> Any:
        return Template("TRUE" if node.value is True else "FALSE")

    def _if_truthy(self, node: Node) -> Any:
        arg = node.args[0]
        tests = {"text": "({0} <> '')", "number": "({0} <> 0)", "duration": "({0} <> interval '0')"}
        return Template(tests.get(arg.type.kind, "({0} IS NOT NULL)"), self.value(arg))

    def _if_and(self, node: Node) -> Any:
        return self._joined(node, " AND ")

    def _if_or(self, node: Node) -> Any:
        return self._joined(node, " OR ")

    def _joined(self, node: Node, word: str) -> Any:
        parts = [self.condition(arg) for arg in node.args]
        return Template(f"({word.join(f'{{{i}}}' for i in range(len(parts)))})", *parts)

    def _if_not(self, node: Node) -> Any:
        return Template("(({0}) IS NOT TRUE)", self.condition(node.args[0]))

    def _if_if(self, node: Node) -> Any:
        parts = [self.condition(arg) for arg in node.args]
        return Template("(CASE WHEN {0} THEN {1} ELSE {2} END)", *parts)

    def _if_lt(self, node: Node) -> Any:
        left, right = node.args
        if is_blank(left) or is_blank(right):
            return Template("FALSE")
        sign = SIGNS[node.op]
        for column, other, direction in ((left, right, sign), (right, left, SWAPPED[sign])):
            if self._is_whole(column, other):
                return Template(f"({{0}} {direction} {{1}})", self.column(column).expression, self._whole(other))
        collation = ' COLLATE "C"' if left.type == Text else ""
        return Template(f"({{0}}{collation} {sign} {{1}}{collation})", self.value(left), self.value(right))

    _if_le = _if_gt = _if_ge = _if_lt

    def _if_eq(self, node: Node) -> Any:
        return self._equality(node, "=", "IS NOT DISTINCT FROM", "IS NULL")

    def _if_ne(self, node: Node) -> Any:
        return self._equality(node, "IS DISTINCT FROM", "IS DISTINCT FROM", "IS NOT NULL")

    def _equality(self, node: Node, against_constant: str, otherwise: str, against_blank: str) -> Any:
        left, right = node.args
        if left.op == "lit":
            left, right = right, left
        if is_blank(right):
            return Template(f"({{0}} {against_blank})", self.value(left))
        sign = against_constant if right.op == "lit" else otherwise
        if self._is_whole(left, right):
            return Template(f"({{0}} {sign} {{1}})", self.column(left).expression, self._whole(right))
        return Template(f"({{0}} {sign} {{1}})", self.value(left), self.value(right))

    def _if_in(self, node: Node) -> Any:
        subject = node.args[0]
        values = [Node("lit", subject.type, value=value) for value in node.value if value is not None]
        tests = []
        parts: list[Any] = [self.value(subject)]
        if values and all(self._is_whole(subject, value) for value in values):
            parts = [self.column(subject).expression, *map(self._whole, values)]
        else:
            parts += [self.value(value) for value in values]
        if values:
            tests.append(f"{{0}} IN ({', '.join(f'{{{i + 1}}}' for i in range(len(values)))})")
        if None in node.value:
            tests.append("{0} IS NULL")
        return Template(f"({' OR '.join(tests)})", *parts) if tests else Template("FALSE")

    def _if_has(self, node: Node) -> Any:
        container, member = node.args
        return Template("({0} @> to_jsonb({1}))", self.column(container).expression, self.value(member))

    def _if_match(self, node: Node) -> Any:
        return Template("({0} ~ {1})", self.value(node.args[0]), constant(patterns.for_postgresql(*node.value)))

    # Values: NULL is blank.

    def value(self, node: Node) -> Any:
        """Return the SQL of the value."""
        if node.type == Boolean and node.op not in ("field", "row", "if", "coalesce", "lit"):
            return Template("(({0}) IS TRUE)", self.condition(node))
        return self.plain(node)

    def plain(self, node: Node) -> Any:
        """Return the SQL of a value that is no combined condition."""
        if node.op == "div" and (factor := _reciprocal(node.args[1])) is not None:
            node = Node("mul", node.type, [node.args[0], Node("lit", node.type, value=factor)])
        if node.op in OPERATORS:
            parts = [self._typed(arg, node) if node.op == "coalesce" else self.value(arg) for arg in node.args]
            return Template(OPERATORS[node.op], *parts, kind=node.type.kind)
        compiler: Callable[[Node], Any] = getattr(self, f"_{node.op}")
        return compiler(node)

    def _lit(self, node: Node) -> Any:
        kind, value = node.type.kind, node.value
        if value is None:
            return Template(f"NULL::{TYPES[kind]}", kind=kind)
        if kind == "boolean":
            return Template("TRUE" if value else "FALSE")
        if kind == "datetime":
            value = value.isoformat()
        elif kind == "duration":
            seconds, rest = divmod(moments.microseconds(value), 1_000_000)
            value = f"{seconds} seconds {rest} microseconds"
        return Template(f"{{0}}::{TYPES[kind]}", constant(value), kind=kind)

    def _field(self, node: Node) -> Any:
        if node.op == "row" and not node.value:
            return Template("TRUE")
        column, wanted = self.column(node), node.type.kind
        zone = constant(self.env.zone_name)
        kind = column.kind or wanted
        if wanted == "number" and kind != "number":
            return Template("{0}::numeric", column.expression, kind=wanted)
        if wanted == "datetime" and kind == "date":
            return Template("({0}::timestamp AT TIME ZONE {1})", column.expression, zone, kind=wanted)
        if wanted == "date" and kind == "datetime":
            return Template("(({0} AT TIME ZONE {1})::date)", column.expression, zone, kind=wanted)
        return Template("{0}", column.expression, kind=wanted)

    _row = _field

    def _moment(self, node: Node) -> Any:
        zone = constant(self.env.zone_name)
        return Template("({0}::timestamp AT TIME ZONE {1})", self.value(node.args[0]), zone, kind="datetime")

    def _if(self, node: Node) -> Any:
        test, yes, no = node.args
        parts = (self.condition(test), self._typed(yes, node), self._typed(no, node))
        return Template("(CASE WHEN {0} THEN {1} ELSE {2} END)", *parts, kind=node.type.kind)

    def _typed(self, node: Node, wanted: Node) -> Any:
        """Return a bare blank as one of the type wanted."""
        return self._lit(Node("lit", wanted.type)) if node.type.kind == "blank" else self.value(node)

    def _pow(self, node: Node) -> Any:
        product = " * ".join(["x"] * node.value) or "x * 0 + 1"
        sql = f"(SELECT round({product}, 10) FROM (SELECT {{0}} AS x OFFSET 0) q)"
        return Template(sql, self.value(node.args[0]), kind="number")

    def _fn(self, node: Node) -> Any:
        function = known_functions()[node.value]
        kinds = [kind_of(arg.type).partition(":")[0] for arg in node.args]
        sql = function.sql(kinds).replace("{zone}", f"{{{len(kinds)}}}")
        parts = [
            self.column(arg).expression if arg.type.kind == "list" else self.value(_known_type(arg))
            for arg in node.args
        ]
        result = Template(sql, *parts, constant(self.env.zone_name), kind=node.type.kind)
        if function.leaves_calendar:
            return Template(IN_CALENDAR[node.type.kind], result, kind=node.type.kind)
        return result

    def _agg(self, node: Node) -> Any:
        name, kind = node.value[0], node.type.kind
        sql = ROWS[name]
        if kind == "text" and name in ("MIN", "MAX"):
            sql = sql.replace("q.expression_value", 'q.expression_value COLLATE "C"')
        elif name in ("FIRST", "LAST"):
            sql = "(array_agg(q.expression_value))[1]"
        return OverRows(sql, self.rows_query(node, self.value, self.condition), kind)

    # An integer column beside a whole constant is compared as it is: a cast would lose its index.

    def _is_whole(self, column: Node, other: Node) -> bool:
        if column.op not in ("field", "row") or not column.value or other.op != "lit" or column.type.kind != "number":
            return False
        value = other.value
        if not isinstance(value, Decimal) or value != value.to_integral_value() or abs(value) >= 2**63:
            return False
        return self.column(column).kind == "integer"

    def _whole(self, node: Node) -> Any:
        return constant(int(node.value))


def _reciprocal(divisor: Node) -> Decimal | None:
    """Return what to multiply with instead of dividing by a constant such as 100, which costs far less."""
    if divisor.op != "lit" or not divisor.value:
        return None
    context = Context(prec=20)
    factor = context.divide(Decimal(1), divisor.value)
    return None if context.flags[Inexact] else factor


def _known_type(node: Node) -> Node:
    return Node("lit", SCALARS["text"]) if is_blank(node) and node.type.kind == "blank" else node
