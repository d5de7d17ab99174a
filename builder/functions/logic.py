"""Functions that choose and combine conditions."""

from __future__ import annotations

from typing import Any

from builder.expressions import operators
from builder.expressions.calls import Call
from builder.expressions.errors import ExpressionError
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node, blank, condition
from builder.expressions.types import Boolean

from . import functions
from .base import Example, Function, Parameter

ANY = Parameter("value")
CONDITION = Parameter("condition", ("boolean",))


class LogicFunction(Function):
    """A function that is written with choices, comparisons, `and`, `or` and `not`."""

    family = "logic"
    composed = True


@functions.register
class If(LogicFunction):
    """IF."""

    key = "IF"
    description = _("Returns one value if a condition is true and another if not.")
    parameters = (CONDITION, Parameter("then"), Parameter("otherwise", optional=True))
    examples = (Example('IF(2 > 1, "more", "less")', "more"), Example('IF(2 < 1, "less")', "blank"))

    def build(self, call: Call) -> Node:
        """Choose."""
        call.expected()
        test, yes, *rest = call.nodes
        return operators.choice(test, yes, rest[0] if rest else blank(), call.span)


@functions.register
class Ifs(LogicFunction):
    """IFS."""

    key = "IFS"
    description = _("Returns the value after the first condition that is true; a last value alone is for all else.")
    parameters = (CONDITION, Parameter("then"), Parameter("more", optional=True, repeats=True))
    examples = (Example('IFS(1 > 2, "a", 2 > 1, "b", "c")', "b"), Example('IFS(1 > 2, "a")', "blank"))

    def build(self, call: Call) -> Node:
        """Choose in turn."""
        call.expected()
        nodes = call.nodes
        result = nodes[-1] if len(nodes) % 2 else blank()
        for i in range(len(nodes) // 2 - 1, -1, -1):
            result = operators.choice(nodes[2 * i], nodes[2 * i + 1], result, call.span)
        return result


@functions.register
class And(LogicFunction):
    """AND."""

    key = "AND"
    description = _("Tells whether all conditions are true.")
    parameters = (Parameter("condition", ("boolean",), repeats=True),)
    examples = (Example("AND(1 < 2, 2 < 3)", "true"),)

    def build(self, call: Call) -> Node:
        """Combine."""
        call.expected()
        return operators.combined(self.key.lower(), call.nodes, call.span)


@functions.register
class Or(And):
    """OR."""

    key = "OR"
    description = _("Tells whether at least one condition is true.")
    examples = (Example("OR(1 > 2, 2 < 3)", "true"),)


@functions.register
class Not(LogicFunction):
    """NOT."""

    key = "NOT"
    description = _("Tells whether a condition is not true; one about a blank is not.")
    parameters = (CONDITION,)
    examples = (Example("NOT(1 > 2)", "true"),)

    def build(self, call: Call) -> Node:
        """Turn round."""
        return condition("not", *call.fitting())


@functions.register
class IsBlank(Function):
    """ISBLANK."""

    key = "ISBLANK"
    family = "logic"
    description = _("Tells whether a value is missing; an empty text is, zero is not.")
    parameters = (ANY,)
    returns = Boolean
    strict = False
    examples = (Example("ISBLANK(null)", "true"), Example('ISBLANK("")', "true"), Example("ISBLANK(0)", "false"))

    def build(self, call: Call) -> Node:
        """Take lists too: one without values is blank."""
        call.expected()
        node = operators.reference(call.nodes[0])
        if node.type.kind == "lines":
            raise call.problem(node, _("Rows are counted instead: COUNT(...) = 0."))
        return Node("fn", Boolean, [node], self.key, call.span)

    def run(self, env: Any, value: Any) -> bool:
        """Look whether there is anything."""
        return value is None or value == "" or value == [] or value == ()

    def sql(self, kinds: list[str]) -> str:
        """Return the test for the kind."""
        if kinds[0] == "text":
            return "(COALESCE({0}, '') = '')"
        if kinds[0] == "list":
            return "(COALESCE(jsonb_array_length({0}), 0) = 0)"
        return "({0} IS NULL)"


@functions.register
class Coalesce(LogicFunction):
    """COALESCE."""

    key = "COALESCE"
    description = _("Returns the first value that is not blank.")
    parameters = (ANY, Parameter("other", repeats=True))
    examples = (Example('COALESCE(null, "b", "c")', "b"),)

    def build(self, call: Call) -> Node:
        """Take the first there is."""
        call.expected()
        return operators.first_known(call.nodes, call.span)


@functions.register
class IfBlank(Coalesce):
    """IFBLANK."""

    key = "IFBLANK"
    description = _("Returns a value, or another one if it is blank.")
    parameters = (ANY, Parameter("otherwise"))
    examples = (Example("IFBLANK(null, 0)", "0"),)


@functions.register
class IfError(IfBlank):
    """IFERROR."""

    key = "IFERROR"
    description = _("Returns a value, or another one if it cannot be calculated; what cannot be calculated is blank.")
    examples = (Example("IFERROR(1 / 0, 0)", "0"),)


@functions.register
class Switch(LogicFunction):
    """SWITCH."""

    key = "SWITCH"
    family = "lookup"
    description = _(
        "Compares a value with several and returns what stands after the equal one; a last one is for all else."
    )
    parameters = (ANY, Parameter("case"), Parameter("result"), Parameter("more", optional=True, repeats=True))
    examples = (Example('SWITCH("b", "a", 1, "b", 2, 3)', "2"),)

    def build(self, call: Call) -> Node:
        """Compare in turn."""
        call.expected()
        subject, *rest = call.nodes
        if subject.op not in ("field", "row", "lit") and len(rest) > 9:
            raise ExpressionError("too_long", _("Put this value in a field of its own first."), subject.span)
        result = rest[-1] if len(rest) % 2 else blank()
        for i in range(len(rest) // 2 - 1, -1, -1):
            test = operators.compare("eq", subject, rest[2 * i], call.span)
            result = operators.choice(test, rest[2 * i + 1], result, call.span)
        return result
