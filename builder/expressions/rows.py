"""The rules of functions over rows: whose rows are meant, and what may stand beside them."""

from __future__ import annotations

from . import operators
from .calls import Call, RowScope
from .errors import ExpressionError
from .errors import gettext_noop as _
from .tree import Node, literal
from .types import ORDERED, SCALARS, Boolean, Number, Type


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
