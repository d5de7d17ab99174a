"""Functions over the rows of a sub-table, or over several values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builder.expressions import operators, python
from builder.expressions.calls import Call, RowScope
from builder.expressions.errors import ExpressionError
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node, literal
from builder.expressions.types import ORDERED, SCALARS, Boolean, Number, Type

from . import functions
from .base import Example, Function, Parameter, number

ROWS = Parameter("rows")
VALUES = Parameter("values")
CONDITION = Parameter("condition", ("boolean",), optional=True)
DIGITS_OF_MANY_ROWS = 12


def over_rows(call: Call, name: str) -> Node | None:
    """Return the call as a function over rows; None if its arguments name no rows."""
    if call.checker.in_rows:
        return None
    with call.checker.rows() as scope:
        nodes = call.read(scope)
    if not nodes or scope.record is None:
        return None
    if len(nodes) > 2 or any(node.type != Boolean for node in nodes[1:]):
        if not call.checker.scopes or nodes[0].type.kind == "lines":
            raise too_many(call)
        # SUM(MAX(items.amount, 0)): the rows are those of the function around this one.
        call.checker.scopes[-1].enter(scope.path, scope.record, call.span)
        return None
    parts, source = row_parts(nodes[0], scope)
    return aggregate(call, name, [*parts, *nodes[1:]], source)


def too_many(call: Call) -> ExpressionError:
    """Return the error for arguments that cannot stand beside rows."""
    return ExpressionError(
        "argument_count",
        _("Beside rows there may only be a condition."),
        call.span,
        hint=_('For example SUM(items.amount, items.kind = "travel").'),
    )


def row_parts(first: Node, scope: RowScope) -> tuple[list[Node], Node]:
    """Return the value (and condition) per row, and the node that names the rows."""
    if first.op == "rows":
        parts = list(first.args)
        if parts[0].op == "row" and not parts[0].value:
            parts[0] = literal(True, Boolean)
        return parts, first
    if first.type.kind == "lines":
        return [literal(True, Boolean)], first
    return [operators.reference(first)], Node("field", first.type, value=scope.path)


def aggregate(call: Call, name: str, parts: list[Node], source: Node) -> Node:
    """Return the node for a function over rows.

    Raises:
        ExpressionError: the function cannot work on these values.
    """
    element, *tests = parts
    for inner in (found for part in parts for found in part.walk()):
        if inner.op == "agg":
            raise ExpressionError(
                "nested_rows", _("A function over rows cannot stand inside another."), inner.span or call.span
            )
    if len(tests) == 2:
        tests = [Node("and", Boolean, tests)]
    if name == "COUNT" and element.type == Boolean and element.op != "lit":
        tests = [Node("and", Boolean, [*tests, element])] if tests else [element]
        element = literal(True, Boolean)
    type_ = row_type(call, name, element)
    return Node("agg", type_, [element, *tests], (name, source.value), call.span, source.places)


def row_type(call: Call, name: str, element: Node) -> Type:
    """Return the type of the result over rows of such values."""
    kind = element.type.kind
    if name == "COUNT":
        return Number
    if element.op == "lit":
        raise ExpressionError(
            "which_field",
            _("Say which field of the rows is meant."),
            call.span,
            hint=_("For example SUM(items.amount)."),
        )
    wanted = {"SUM": {"number"}, "AVERAGE": {"number"}, "JOIN": {"text"}}.get(name, ORDERED)
    if name in ("FIRST", "LAST"):
        wanted = frozenset(SCALARS)
    if kind not in wanted:
        raise call.problem(element, _("%(function)s cannot work with a %(type)s."))
    return Number if kind == "number" else element.type


class RowFunction(Function):
    """A function that takes rows and, if it can, single values."""

    family = "aggregate"
    strict = False

    def build(self, call: Call) -> Node:
        """Take rows where the arguments name any."""
        return over_rows(call, self.key) or self.over_values(call)

    def over_values(self, call: Call) -> Node:
        """Return the function over single values."""
        if call.checker.in_rows and len(call.nodes) < 2:
            raise ExpressionError("nested_rows", _("A function over rows cannot stand inside another."), call.span)
        return call.checked(self)


class NumbersFunction(RowFunction):
    """A function over numbers."""

    parameters = (number("value", repeats=True),)
    returns = Number

    def digits(self, digits: list[int]) -> int:
        """Return room for the sum of many."""
        return max(digits, default=0) + 2


@functions.register
class Sum(NumbersFunction):
    """SUM."""

    key = "SUM"
    description = _("Returns the sum of a field over rows, or of several values; blanks are left out.")
    examples = (Example("SUM(1, null, 2.5)", "3.5"), Example("SUM(null, null)", "0"))

    def run(self, env: Any, *values: Decimal | None) -> Decimal:
        """Add up."""
        return python.total([value for value in values if value is not None])

    def sql(self, kinds: list[str]) -> str:
        """Return the sum without blanks."""
        return "(" + " + ".join(f"COALESCE({{{i}}}, 0)" for i in range(len(kinds))) + ")"


@functions.register
class Average(NumbersFunction):
    """AVERAGE."""

    key = "AVERAGE"
    description = _("Returns the average of a field over rows, or of several values; blanks are left out.")
    examples = (Example("AVERAGE(1, null, 2)", "1.5"), Example("AVERAGE(null, null)", "blank"))

    def run(self, env: Any, *values: Decimal | None) -> Decimal | None:
        """Add up and divide."""
        return python.mean([value for value in values if value is not None])

    def sql(self, kinds: list[str]) -> str:
        """Return the average without blanks."""
        names = ", ".join(f"({{{i}}})" for i in range(len(kinds)))
        return f"(SELECT round(round(sum(v), 40) / NULLIF(count(v), 0), 10) FROM (VALUES {names}) q(v))"


@functions.register
class Count(RowFunction):
    """COUNT."""

    key = "COUNT"
    description = _("Returns how many rows there are (that meet a condition), or how many values are not blank.")
    parameters = (Parameter("value", repeats=True),)
    returns = Number
    examples = (Example('COUNT(1, null, "a")', "2"),)

    def over_values(self, call: Call) -> Node:
        """Count the entries of a list field too."""
        if len(call.nodes) == 1 and call.nodes[0].type.kind == "list":
            return Node("fn", Number, list(call.nodes), "COUNTLIST", call.span)
        return super().over_values(call)

    def run(self, env: Any, *values: Any) -> Decimal:
        """Count what there is."""
        return Decimal(sum(1 for value in values if value is not None))

    def sql(self, kinds: list[str]) -> str:
        """Return how many are not blank."""
        return f"num_nonnulls({', '.join(f'{{{i}}}' for i in range(len(kinds)))})::numeric"

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a count has."""
        return DIGITS_OF_MANY_ROWS


@functions.register
class CountList(Function):
    """COUNTLIST."""

    key = "COUNTLIST"
    hidden = True
    usage = "COUNT(tags)"
    family = "aggregate"
    description = _("Returns how many values a multiple choice holds.")
    parameters = (Parameter("list", ("list",)),)
    returns = Number
    strict = False
    postgresql = "COALESCE(jsonb_array_length({0}), 0)::numeric"

    def run(self, env: Any, values: Any) -> Decimal:
        """Count the values."""
        return Decimal(len(values or ()))


class Extreme(RowFunction):
    """The least or greatest value."""

    parameters = (Parameter("value", tuple(sorted(ORDERED)), repeats=True),)

    def over_values(self, call: Call) -> Node:
        """Return the extreme of values of one type."""
        super().over_values(call)
        type_, nodes = operators.unified(call.nodes, call.span)
        return Node("fn", type_, [typed(node, type_) for node in nodes], self.key, call.span)

    def sql(self, kinds: list[str]) -> str:
        """Return LEAST or GREATEST, which leave blanks out as this does."""
        suffix = ' COLLATE "C"' if "text" in kinds else ""
        name = "LEAST" if self.key == "MIN" else "GREATEST"
        return f"{name}({', '.join(f'{{{i}}}{suffix}' for i in range(len(kinds)))})"


def typed(node: Node, type_: Type) -> Node:
    """Return a bare blank as a blank of the type."""
    return Node("lit", type_, span=node.span) if node.type.kind == "blank" else node


@functions.register
class Min(Extreme):
    """MIN."""

    key = "MIN"
    description = _("Returns the least value of a field over rows, or of several values; blanks are left out.")
    examples = (Example("MIN(2, null, 1)", "1"),)

    def run(self, env: Any, *values: Any) -> Any:
        """Find the least."""
        return min((value for value in values if value is not None), default=None)


@functions.register
class Max(Extreme):
    """MAX."""

    key = "MAX"
    description = _("Returns the greatest value of a field over rows, or of several values; blanks are left out.")
    examples = (Example("MAX(2, null, 1)", "2"),)

    def run(self, env: Any, *values: Any) -> Any:
        """Find the greatest."""
        return max((value for value in values if value is not None), default=None)


class OnlyRows(Function):
    """A function that takes nothing but rows."""

    family = "aggregate"
    composed = True
    parameters = (VALUES, CONDITION)
    aggregate = ""

    def build(self, call: Call) -> Node:
        """Take rows."""
        node = over_rows(call, self.aggregate or self.key)
        if node is None:
            raise ExpressionError(
                "rows_needed",
                _("%(function)s needs rows, such as items.amount."),
                call.span,
                params={"function": self.key},
            )
        return node


@functions.register
class First(OnlyRows):
    """FIRST."""

    key = "FIRST"
    usage = "FIRST(items.name)"
    family = "lookup"
    description = _("Returns the first value of a field over rows that is not blank.")


@functions.register
class Last(OnlyRows):
    """LAST."""

    key = "LAST"
    usage = "LAST(items.name)"
    family = "lookup"
    description = _("Returns the last value of a field over rows that is not blank.")


@functions.register
class Join(OnlyRows):
    """JOIN."""

    key = "JOIN"
    usage = "JOIN(items.name)"
    description = _("Returns the texts of a field over rows, separated by commas.")


class RowCondition(OnlyRows):
    """A question about the rows."""

    parameters = (ROWS, Parameter("condition", ("boolean",), optional=True))
    returns = Boolean


@functions.register
class AnyRow(RowCondition):
    """ANY."""

    key = "ANY"
    usage = "ANY(items, items.amount > 100)"
    aggregate = "COUNT"
    description = _("Tells whether a condition is true for at least one row.")

    def build(self, call: Call) -> Node:
        """Count the rows it is true for."""
        return operators.compare("gt", super().build(call), literal(Decimal(0), Number), call.span)


@functions.register
class EveryRow(RowCondition):
    """EVERY."""

    key = "EVERY"
    usage = "EVERY(items, items.amount > 0)"
    aggregate = "COUNT"
    description = _("Tells whether a condition is true for every row.")

    def build(self, call: Call) -> Node:
        """Count the rows it is not true for."""
        counted = super().build(call)
        if len(counted.args) > 1:
            counted.args[1] = Node("not", Boolean, [counted.args[1]])
        return operators.compare("eq", counted, literal(Decimal(0), Number), call.span)


class IfRows(Function):
    """A function over the rows that meet a condition, written as spreadsheets write it."""

    family = "aggregate"
    composed = True
    parameters = (VALUES, Parameter("criterion"), Parameter("other values", optional=True))
    aggregate = ""

    def build(self, call: Call) -> Node:
        """Take a condition, or a field and the value it must have."""
        with call.checker.rows() as scope:
            nodes = call.read(scope)
        call.expected()
        if scope.record is None:
            raise ExpressionError(
                "rows_needed",
                _("%(function)s needs rows, such as items.amount."),
                call.span,
                params={"function": self.key},
            )
        first, criterion, *rest = nodes
        if criterion.type == Boolean and criterion.op != "lit":
            test = criterion
        else:
            test = operators.compare("eq", first, criterion, call.span)
            first = literal(True, Boolean) if self.aggregate == "COUNT" else first
        value = rest[0] if rest else first
        parts, source = row_parts(value, scope)
        return aggregate(call, self.aggregate, [*parts, test], source)


@functions.register
class SumIf(IfRows):
    """SUMIF."""

    key = "SUMIF"
    usage = 'SUMIF(items.kind, "travel", items.amount)'
    aggregate = "SUM"
    description = _("Returns the sum over the rows that meet a condition, or whose field has a value.")


@functions.register
class AverageIf(IfRows):
    """AVERAGEIF."""

    key = "AVERAGEIF"
    usage = 'AVERAGEIF(items.amount, items.kind = "travel")'
    aggregate = "AVERAGE"
    description = _("Returns the average over the rows that meet a condition, or whose field has a value.")


@functions.register
class CountIf(IfRows):
    """COUNTIF."""

    key = "COUNTIF"
    usage = 'COUNTIF(items.kind, "travel")'
    aggregate = "COUNT"
    description = _("Returns how many rows meet a condition, or have a value in a field.")
