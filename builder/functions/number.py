"""Functions for numbers; halves are rounded away from zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from builder.expressions import numbers, operators
from builder.expressions.calls import Call
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node
from builder.expressions.types import Number

from . import functions
from .base import Example, Function, Parameter, number

PLACES = Parameter("places", ("number",), optional=True, whole=(-numbers.PLACES, numbers.PLACES))


class NumberFunction(Function):
    """A function for numbers."""

    family = "number"
    returns = Number
    parameters: ClassVar[tuple[Parameter, ...]] = (number("number"),)


@functions.register
class Abs(NumberFunction):
    """ABS."""

    key = "ABS"
    description = _("Returns a number without its sign.")
    examples = (Example("ABS(-2.5)", "2.5"),)
    postgresql = "abs({0})"

    def run(self, env: Any, value: Decimal) -> Decimal:
        """Drop the sign; abs() itself would round to the thread's 28 digits."""
        return value.copy_abs()


@functions.register
class Sign(NumberFunction):
    """SIGN."""

    key = "SIGN"
    description = _("Returns 1, 0 or -1 for a positive number, zero or a negative number.")
    examples = (Example("SIGN(-2.5)", "-1"),)
    postgresql = "sign({0})"

    def run(self, env: Any, value: Decimal) -> Decimal:
        """Keep the sign alone."""
        return Decimal((value > 0) - (value < 0))


@functions.register
class Floor(NumberFunction):
    """FLOOR."""

    key = "FLOOR"
    description = _("Returns the next whole number below.")
    examples = (Example("FLOOR(-2.5)", "-3"),)
    postgresql = "floor({0})"

    def run(self, env: Any, value: Decimal) -> Decimal:
        """Round down."""
        return numbers.floor(value)


@functions.register
class Int(Floor):
    """INT."""

    key = "INT"
    composed = True
    examples = (Example("INT(2.9)", "2"),)

    def build(self, call: Call) -> Node:
        """Write it as FLOOR."""
        return Call.of(call.checker, "FLOOR", call.nodes, call.span).built()


@functions.register
class Ceiling(NumberFunction):
    """CEILING."""

    key = "CEILING"
    description = _("Returns the next whole number above.")
    examples = (Example("CEILING(2.1)", "3"),)
    postgresql = "ceil({0})"

    def run(self, env: Any, value: Decimal) -> Decimal:
        """Round up."""
        return numbers.ceiling(value)

    def digits(self, digits: list[int]) -> int:
        """Return one digit more: 99.5 becomes 100."""
        return digits[0] + 1


class Rounding(NumberFunction):
    """A rounding function."""

    parameters = (number("number"), PLACES)

    def build(self, call: Call) -> Node:
        """Round to whole numbers when no places are given."""
        node = call.checked(self)
        if len(node.args) == 1:
            node.args.append(Node("lit", Number, value=numbers.ZERO, span=call.span))
        return node

    def digits(self, digits: list[int]) -> int:
        """Return room for rounding to thousands and the like."""
        return max(digits[0], numbers.PLACES) + 1


@functions.register
class Round(Rounding):
    """ROUND."""

    key = "ROUND"
    description = _("Returns a number rounded to so many places, halves away from zero.")
    examples = (Example("ROUND(2.5)", "3"), Example("ROUND(-2.345, 2)", "-2.35"), Example("ROUND(1250, -2)", "1300"))
    postgresql = "round({0}, ({1})::int)"

    def run(self, env: Any, value: Decimal, places: Decimal) -> Decimal:
        """Round to the nearest."""
        return numbers.rounded(value, int(places))


@functions.register
class RoundUp(Rounding):
    """ROUNDUP."""

    key = "ROUNDUP"
    description = _("Returns a number rounded away from zero to so many places.")
    examples = (Example("ROUNDUP(2.01)", "3"), Example("ROUNDUP(-2.341, 2)", "-2.35"))
    postgresql = (
        "(SELECT sign(x) * ceil(abs(x) * power(10::numeric, p)) / power(10::numeric, p) "
        "FROM (SELECT {0} AS x, ({1})::int AS p OFFSET 0) q)"
    )

    def run(self, env: Any, value: Decimal, places: Decimal) -> Decimal:
        """Round away from zero."""
        return numbers.rounded_up(value, int(places))


@functions.register
class RoundDown(Rounding):
    """ROUNDDOWN."""

    key = "ROUNDDOWN"
    description = _("Returns a number rounded towards zero to so many places.")
    examples = (Example("ROUNDDOWN(-2.99)", "-2"), Example("ROUNDDOWN(2.349, 2)", "2.34"))
    postgresql = "trunc({0}, ({1})::int)"

    def run(self, env: Any, value: Decimal, places: Decimal) -> Decimal:
        """Round towards zero."""
        return numbers.rounded_down(value, int(places))


class Operator(NumberFunction):
    """A function that is an operator written as a call."""

    composed = True
    operator = ""

    def build(self, call: Call) -> Node:
        """Write it with the operator."""
        left, right = call.fitting()
        return operators.arithmetic(self.operator, left, right, call.span)


@functions.register
class Mod(Operator):
    """MOD."""

    key = "MOD"
    operator = "MOD"
    description = _("Returns what is left over after a division, with the sign of the first number.")
    parameters = (number("number"), number("divisor"))
    examples = (Example("MOD(-7, 2)", "-1"), Example("MOD(7, 0)", "blank"))


@functions.register
class Quotient(Operator):
    """QUOTIENT."""

    key = "QUOTIENT"
    operator = "FDIV"
    description = _("Returns the whole part of a division.")
    parameters = (number("number"), number("divisor"))
    examples = (Example("QUOTIENT(-7, 2)", "-3"),)


@functions.register
class Power(NumberFunction):
    """POWER."""

    key = "POWER"
    composed = True
    description = _("Returns a number multiplied by itself so many times.")
    parameters = (number("number"), Parameter("exponent", ("number",), whole=(0, 8)))
    examples = (Example("POWER(1.1, 2)", "1.21"),)

    def build(self, call: Call) -> Node:
        """Write it with the operator."""
        base, exponent = call.fitting()
        return operators.power(base, exponent, call.span)
