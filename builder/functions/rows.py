"""Functions that take nothing but the rows of a sub-table."""

from __future__ import annotations

from decimal import Decimal

from builder.expressions import operators, rows
from builder.expressions.calls import Call
from builder.expressions.errors import ExpressionError
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node, literal
from builder.expressions.types import Boolean, Number

from . import functions
from .base import Function, Parameter

ROWS = Parameter("rows")
VALUES = Parameter("values")
CONDITION = Parameter("condition", ("boolean",), optional=True)


class OnlyRows(Function):
    """A function that takes nothing but rows."""

    family = "aggregate"
    composed = True
    parameters = (VALUES, CONDITION)
    aggregate = ""

    def build(self, call: Call) -> Node:
        """Take rows."""
        node = rows.over_rows(call, self.aggregate or self.key)
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
        parts, source = rows.row_parts(value, scope)
        return rows.aggregate(call, self.aggregate, [*parts, test], source)


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
