"""What the operators take and give: the type rules of comparison, arithmetic and choice."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from . import numbers
from .errors import ExpressionError, Span
from .errors import gettext_noop as _
from .tree import Node, blank, condition, literal
from .types import ORDERED, Boolean, Date, DateTime, Duration, ListOf, Number, Record, Reference, Scalar, Text, Type

CONTAINERS = frozenset({"record", "lines", "list"})
SWAPPED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}

# operator, kind on the left, kind on the right -> operation, type of the result
ARITHMETIC: dict[tuple[str, str, str], tuple[str, Scalar]] = {
    ("ADD", "number", "number"): ("add", Number),
    ("ADD", "text", "text"): ("concat", Text),
    ("ADD", "date", "number"): ("date_add", Date),
    ("ADD", "datetime", "duration"): ("moment_add", DateTime),
    ("ADD", "duration", "duration"): ("duration_add", Duration),
    ("SUB", "number", "number"): ("sub", Number),
    ("SUB", "date", "number"): ("date_sub", Date),
    ("SUB", "date", "date"): ("date_diff", Number),
    ("SUB", "datetime", "duration"): ("moment_sub", DateTime),
    ("SUB", "datetime", "datetime"): ("moment_diff", Duration),
    ("SUB", "duration", "duration"): ("duration_sub", Duration),
    ("MUL", "number", "number"): ("mul", Number),
    ("TDIV", "number", "number"): ("div", Number),
    ("FDIV", "number", "number"): ("fdiv", Number),
    ("MOD", "number", "number"): ("mod", Number),
}
COMMUTES = {("ADD", "number", "date"), ("ADD", "duration", "datetime"), ("ADD", "duration", "date")}
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?\Z")


def mismatch(code: str, template: str, span: Span | None, *types: Type, hint: str = "") -> ExpressionError:
    """Return an error about one or two types."""
    params = {"left": str(types[0]), "right": str(types[-1])}
    return ExpressionError(code, template, span, hint=hint, params=params)


def truth(node: Node) -> Node:
    """Return the node as a condition: blank, zero and the empty text are false."""
    if node.type == Boolean:
        return node
    if isinstance(node.type, Record):
        node = reference(node)
    if node.type.kind in CONTAINERS:
        raise mismatch(
            "not_a_condition",
            _("A %(left)s cannot be used as a condition."),
            node.span,
            node.type,
            hint=_("Compare it, or count it with COUNT(...) > 0."),
        )
    return condition("truthy", node, span=node.span)


def combined(op: str, nodes: list[Node], span: Span | None = None) -> Node:
    """Return conditions joined by `and` or `or`; a chain of them is one node, so that it counts as one level."""
    parts: list[Node] = []
    for node in map(truth, nodes):
        parts += node.args if node.op == op else [node]
    return condition(op, *parts, span=span)


def reference(node: Node) -> Node:
    """Return the identity of a record instead of the record."""
    if not isinstance(node.type, Record):
        return node
    return Node(node.op, Scalar("reference", node.type.name), node.args, node.value, node.span, node.places)


def moment(node: Node) -> Node:
    """Return a date as the moment the day begins."""
    if node.type.kind == "blank":
        return blank(DateTime, node.span)
    return node if node.type != Date else Node("moment", DateTime, [node], span=node.span)


def day(node: Node) -> Node:
    """Return the day of a moment."""
    return Node("fn", Date, [node], "DATEVALUE", node.span) if node.type == DateTime else node


def _from_text(node: Node, kind: str) -> Node:
    """Return a literal text as the date it writes, where a date is wanted."""
    if node.op != "lit" or node.type != Text or not isinstance(node.value, str) or not ISO.match(node.value):
        return node
    try:
        parsed = dt.datetime.fromisoformat(node.value)
    except ValueError:
        return node
    if len(node.value) == 10:
        return literal(parsed.date(), Date, node.span)
    if kind == "date":
        return node
    if parsed.tzinfo is None:
        return Node("wall", DateTime, value=parsed, span=node.span)
    return literal(parsed.astimezone(dt.UTC), DateTime, node.span)


def _from_number(node: Node) -> Node:
    """Return a literal whole number as the id it writes, where a record is wanted."""
    if node.op != "lit" or not isinstance(node.value, Decimal) or node.value != node.value.to_integral_value():
        return node
    return literal(int(node.value), Reference, node.span)


def aligned(left: Node, right: Node) -> tuple[Node, Node]:
    """Return both nodes with the types that may stand beside each other made equal."""
    left, right = reference(left), reference(right)
    kinds = {left.type.kind, right.type.kind}
    if kinds & {"date", "datetime"} and "text" in kinds:
        kind = (kinds - {"text"}).pop()
        left, right = _from_text(left, kind), _from_text(right, kind)
        kinds = {left.type.kind, right.type.kind}
    if kinds == {"date", "datetime"}:
        return moment(left), moment(right)
    if kinds == {"reference", "number"}:
        return _from_number(left), _from_number(right)
    return left, right


def same_type(left: Node, right: Node) -> bool:
    """Tell whether the values may be compared or exchanged."""
    if "blank" in (left.type.kind, right.type.kind):
        return True
    if left.type.kind == right.type.kind == "reference":
        nouns = {str(left.type), str(right.type)} - {str(Reference)}
        return len(nouns) < 2
    return left.type == right.type


def compare(op: str, left: Node, right: Node, span: Span | None) -> Node:
    """Return a comparison."""
    left, right = aligned(left, right)
    for side in (left, right):
        if side.type.kind in CONTAINERS:
            raise mismatch("not_comparable", _("A %(left)s cannot be compared."), side.span, side.type)
    if not same_type(left, right):
        raise mismatch(
            "type_mismatch",
            _("A %(left)s cannot be compared with a %(right)s."),
            span,
            left.type,
            right.type,
            hint=_conversion(left, right),
        )
    kinds = {left.type.kind, right.type.kind} - {"blank"}
    if op not in ("eq", "ne") and not kinds <= ORDERED:
        raise mismatch("no_order", _("A %(left)s is neither less nor greater than another."), span, left.type)
    return condition(op, left, right, span=span)


def _conversion(left: Node, right: Node) -> str:
    kinds = {left.type.kind, right.type.kind}
    if kinds == {"number", "text"}:
        return _("Use VALUE(text) or TEXT(number), or leave out the quotation marks.")
    if kinds & {"date", "datetime"} and "text" in kinds:
        return _('Write a date as "2026-01-31" or DATE(2026, 1, 31).')
    if kinds & {"date", "datetime"} and "number" in kinds:
        return _("Compare a number of days: DAYS(end, start).")
    return ""


def unified(nodes: list[Node], span: Span | None) -> tuple[Type, list[Node]]:
    """Return the one type of several possible results, and the results of that type."""
    nodes = [reference(node) for node in nodes]
    for i in range(len(nodes)):
        for j in range(i):
            nodes[i], nodes[j] = aligned(nodes[i], nodes[j])
    known = [node for node in nodes if node.type.kind != "blank"]
    for node in known:
        if node.type.kind in CONTAINERS:
            raise mismatch("not_a_value", _("A %(left)s cannot be a result here."), node.span, node.type)
        if not same_type(node, known[0]):
            raise mismatch(
                "type_mismatch",
                _("The results must be of one type, not %(left)s and %(right)s."),
                node.span or span,
                known[0].type,
                node.type,
                hint=_conversion(known[0], node),
            )
    result = known[0].type if known else nodes[0].type
    if isinstance(result, Scalar) and result.blank_is_zero:
        result = Number
    return result, nodes


def choice(test: Node, yes: Node, no: Node, span: Span | None) -> Node:
    """Return one of two values by a condition."""
    type_, (yes, no) = unified([yes, no], span)
    return Node("if", type_, [truth(test), yes, no], span=span)


def first_known(nodes: list[Node], span: Span | None) -> Node:
    """Return the first of several values that is not blank."""
    type_, nodes = unified(nodes, span)
    result = nodes[-1]
    for node in reversed(nodes[:-1]):
        result = Node("coalesce", type_, [node, result], span=span)
    return result


def arithmetic(op: str, left: Node, right: Node, span: Span | None) -> Node:
    """Return a calculation."""
    if (op, left.type.kind, right.type.kind) in COMMUTES:
        left, right = right, left
    if op == "SUB":
        left, right = aligned(left, right)
    if left.type == Date and right.type == Duration:
        right = Node("fn", Number, [Node("fn", Number, [right], "INDAYS", right.span)], "FLOOR", right.span)
    found = ARITHMETIC.get((op, left.type.kind, right.type.kind))
    if found:
        name, type_ = found
        if name in ("add", "sub"):
            left, right = zero_for_blank(left), zero_for_blank(right)
        return Node(name, type_, [left, right], span=span)
    raise mismatch(
        "type_mismatch",
        _("A %(left)s and a %(right)s cannot be calculated with like this."),
        span,
        left.type,
        right.type,
        hint=_calculation_hint(op, left, right),
    )


def _calculation_hint(op: str, left: Node, right: Node) -> str:
    kinds = {left.type.kind, right.type.kind}
    if kinds == {"number", "text"} and op == "ADD":
        return _("Use TEXT(number) to join, or VALUE(text) to add.")
    if "datetime" in kinds and "number" in kinds:
        return _("Use ADDDAYS(moment, days).")
    if "blank" in kinds:
        return _("Leave the blank out: it would make the result blank.")
    if "lines" in kinds:
        return _("Use a function such as SUM over the rows.")
    return ""


def zero_for_blank(node: Node) -> Node:
    """Return a field that counts as 0 when blank, so that a sum of fields always has a value."""
    if node.op in ("field", "row") and isinstance(node.type, Scalar) and node.type.blank_is_zero:
        return Node("coalesce", Number, [node, literal(numbers.ZERO, Number)], span=node.span)
    return node


def negated(node: Node, span: Span | None) -> Node:
    """Return the number or duration with the other sign."""
    if node.type.kind == "blank":
        return node
    if node.type not in (Number, Duration):
        raise mismatch("type_mismatch", _("A %(left)s has no sign."), span, node.type)
    if node.op == "lit" and isinstance(node.value, Decimal):
        return literal(node.value.copy_negate(), Number, span)
    if node.op == "lit" and isinstance(node.value, dt.timedelta):
        return literal(-node.value, Duration, span)
    return Node("neg", node.type, [node], span=span)


def power(base: Node, exponent: Node, span: Span | None) -> Node:
    """Return a power with a constant exponent."""
    value = exponent.value if exponent.op == "lit" else None
    if not isinstance(value, Decimal) or value != value.to_integral_value() or not 0 <= value <= 8:
        raise ExpressionError(
            "exponent", _("The exponent must be a whole number from 0 to 8, written out."), exponent.span
        )
    if base.type != Number:
        raise mismatch("type_mismatch", _("A number is needed here, not a %(left)s."), base.span, base.type)
    return Node("pow", Number, [base], int(value), span)


def membership(member: Node, options: list[Node], span: Span | None) -> Node:
    """Return whether a value is one of several constants."""
    member = reference(member)
    values = []
    for written in options:
        other, option = aligned(member, written)
        if option.op != "lit" or other is not member:
            raise ExpressionError(
                "not_constant",
                _("A list here may only hold constants."),
                option.span,
                hint=_("Write a = x or a = y instead."),
            )
        if not same_type(member, option):
            raise mismatch(
                "type_mismatch",
                _("A %(left)s cannot be found among values that are a %(right)s."),
                option.span,
                member.type,
                option.type,
            )
        values.append(option.value)
    if member.type.kind in CONTAINERS:
        raise mismatch("not_comparable", _("A %(left)s cannot be looked for."), member.span, member.type)
    return condition("in", member, value=values, span=span)


def contains(container: Node, member: Node, span: Span | None) -> Node:
    """Return whether a text contains a text, or a list a value."""
    if container.type == Text and member.type.kind in ("text", "blank"):
        return condition("fn", container, member, value="CONTAINS", span=span)
    if isinstance(container.type, ListOf) and container.op in ("field", "row"):
        member = reference(member)
        if container.type.item.kind == "reference":
            member = _from_number(member)
        item = Node("lit", container.type.item)
        if same_type(item, member):
            return condition("has", container, member, span=span)
    raise mismatch(
        "type_mismatch",
        _("A %(left)s cannot be looked for in a %(right)s."),
        span,
        member.type,
        container.type,
    )
