"""Functions over several values, or over the rows of a sub-table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builder.expressions import operators, python, rows
from builder.expressions.calls import Call
from builder.expressions.errors import ExpressionError
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node
from builder.expressions.types import ORDERED, Number, Type

from . import functions
from .base import Example, Function, Parameter, number

DIGITS_OF_MANY_ROWS = 12


class RowFunction(Function):
    """A function that takes rows and, if it can, single values."""

    family = "aggregate"
    strict = False

    def build(self, call: Call) -> Node:
        """Take rows where the arguments name any."""
        return rows.over_rows(call, self.key) or self.over_values(call)

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
