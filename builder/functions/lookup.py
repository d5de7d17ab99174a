"""Functions that look a value up in a list of others."""

from __future__ import annotations

from decimal import Decimal

from builder.expressions import operators
from builder.expressions.calls import Call
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node, blank, literal
from builder.expressions.types import Number

from . import functions
from .base import Example, Function, Parameter, number


@functions.register
class Choose(Function):
    """CHOOSE."""

    key = "CHOOSE"
    family = "lookup"
    composed = True
    description = _("Returns the value at a place in a list, counted from 1.")
    parameters = (number("place"), Parameter("value", repeats=True))
    examples = (Example('CHOOSE(2, "a", "b")', "b"), Example('CHOOSE(3, "a", "b")', "blank"))

    def build(self, call: Call) -> Node:
        """Compare the place in turn."""
        call.expected()
        place, *values = call.nodes
        result = blank()
        for i in range(len(values), 0, -1):
            test = operators.compare("eq", place, literal(Decimal(i), Number), call.span)
            result = operators.choice(test, values[i - 1], result, call.span)
        return result
