"""How large the values of an expression can become, judged before it runs."""

from __future__ import annotations

from collections.abc import Callable

from builder.functions import known_functions

from . import limits
from .errors import ExpressionError
from .errors import gettext_noop as _
from .tree import Node

# Rewriting can repeat a part of the tree; a tree that only grew by that is still refused.
MOST_NODES = 5 * limits.MAX_NODES
DIGITS: dict[str, Callable[[Node, list[int]], int]] = {
    "mul": lambda node, digits: sum(digits),
    "div": lambda node, digits: digits[0] + 10,
    "pow": lambda node, digits: digits[0] * max(1, node.value),
    "add": lambda node, digits: max(digits) + 1,
    "sub": lambda node, digits: max(digits) + 1,
    "date_diff": lambda node, digits: 7,
    "agg": lambda node, digits: digits[0] + 12,
    "field": lambda node, digits: limits.FIELD_DIGITS,
    "row": lambda node, digits: limits.FIELD_DIGITS,
    "lit": lambda node, digits: max(1, node.value.adjusted() + 1) if node.value else 1,
    "fn": lambda node, digits: known_functions()[node.value].digits(digits),
}
LENGTHS: dict[str, Callable[[Node, list[int]], int]] = {
    "lit": lambda node, lengths: len(node.value or ""),
    "field": lambda node, lengths: limits.FIELD_TEXT,
    "row": lambda node, lengths: limits.FIELD_TEXT,
    "concat": lambda node, lengths: sum(lengths),
    "fn": lambda node, lengths: known_functions()[node.value].growth(lengths),
}


def check(root: Node) -> None:
    """Refuse an expression whose values could grow without measure.

    Raises:
        ExpressionError: a number or a text could become too large.
    """
    for count, _node in enumerate(root.walk()):
        if count > MOST_NODES:
            raise ExpressionError("too_long", _("The expression is too long."), root.span)
    _size(root)


def _size(node: Node) -> tuple[int, int]:
    """Return the most whole digits and the most characters the node's value can have."""
    sizes = [_size(arg) for arg in node.args]
    digits = [size[0] for size in sizes]
    lengths = [size[1] for size in sizes]
    kind = node.type.kind
    if kind == "number":
        most = DIGITS[node.op](node, digits) if node.op in DIGITS else max(digits, default=1)
        if most > limits.MAX_DIGITS:
            raise ExpressionError(
                "number_growth",
                _("The number could become too large to calculate with."),
                node.span,
                hint=_("Multiply fewer fields with each other, or round in between."),
            )
        return most, 0
    if kind == "text":
        longest = LENGTHS[node.op](node, lengths) if node.op in LENGTHS else max(lengths, default=0)
        if longest > limits.MAX_TEXT_GROWTH:
            raise ExpressionError("text_growth", _("The text could become too long."), node.span)
        return 0, longest
    return 0, 0
