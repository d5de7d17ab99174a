"""The visual condition builder's face of an expression: groups of field, operator and value.

A tree is `{"all": [...]}`, `{"any": [...]}`, `{"not": tree}`, a condition `{"field", "op", "value"}`, or
`{"text": "..."}` for what only the text editor can show. Values are as the API speaks them; `{"field": "other"}` is
another field, `"me"` the person who asks, and a relative value names a period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from . import numbers
from .errors import ExpressionError
from .errors import gettext_noop as _
from .expression import Expression, compile_expression
from .periods import period_bounds, period_named
from .tree import Node
from .types import Boolean, Lines, ListOf, Record, Schema, Type
from .unparse import unparse, written

DEEPEST = 8
MOST = 200
SIGNS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
SWAPPED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
CALLS = {"contains": "CONTAINS", "starts_with": "STARTSWITH", "ends_with": "ENDSWITH"}
CALLED = {name: op for op, name in CALLS.items()}
OPPOSITES = {
    "is_empty": "is_not_empty",
    "is_true": "is_not_true",
    "in": "not_in",
    "has": "has_not",
    "contains": "not_contains",
}

Tree = Mapping[str, Any]


def expression_of(tree: Tree, schema: Schema) -> Expression:
    """Return the expression a tree means.

    Raises:
        ExpressionError: the tree cannot be understood.
    """
    return compile_expression(text_of(tree, schema), schema, Boolean)


def text_of(tree: Tree, schema: Schema) -> str:
    """Return the text of the expression a tree means; a tree without conditions is true.

    Raises:
        ExpressionError: the tree cannot be understood.
    """
    return Writer(schema).text(tree, 0) or "true"


class Writer:
    """Writes one tree as text."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.count = 0

    def text(self, tree: Any, depth: int) -> str:
        """Return the text of a tree, empty if it holds no condition."""
        self.count += 1
        if depth > DEEPEST or self.count > MOST:
            raise ExpressionError("too_long", _("There are too many conditions."))
        if not isinstance(tree, Mapping):
            raise not_understood()
        for name, word in (("all", " and "), ("any", " or ")):
            if isinstance(tree.get(name), list):
                parts = [text for part in tree[name] if (text := self.text(part, depth + 1))]
                return word.join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)
        if "not" in tree:
            inner = self.text(tree["not"], depth + 1)
            return f"not ({inner})" if inner else ""
        if isinstance(tree.get("text"), str):
            return str(tree["text"])
        return self.condition(tree)

    def condition(self, tree: Tree) -> str:
        """Return the text of one condition."""
        field, op, value = tree.get("field"), str(tree.get("op", "eq")), tree.get("value")
        if not isinstance(field, str):
            raise not_understood()
        plain = next((known for known, opposite in OPPOSITES.items() if opposite == op), "")
        if plain:
            return f"not ({self.condition({'field': field, 'op': plain, 'value': value})})"
        if op in SIGNS:
            return f"{field} {SIGNS[op]} {self.value(field, value)}"
        writer = CONDITIONS.get(op)
        if writer is None:
            raise not_understood()
        return writer(self, field, value)

    def value(self, field: str, value: Any) -> str:
        """Return the text of a value a field is compared with."""
        if isinstance(value, Mapping):
            other = value.get("field")
            if not isinstance(other, str):
                raise not_understood()
            return other
        type_ = self.type_of(field)
        if value == "me" and isinstance(type_, Record):
            return "me.department" if type_.name == "department" else "me"
        return constant(value, type_)

    def type_of(self, field: str) -> Type:
        """Return the type of a field."""
        type_: Type = self.schema
        for name in field.split("."):
            record = type_.row if isinstance(type_, Lines) else type_
            if not isinstance(record, Record) or name not in record.fields:
                raise ExpressionError("unknown_name", _("There is no field %(name)s."), params={"name": field})
            type_ = record.fields[name]
        return type_.item if isinstance(type_, ListOf) else type_


def not_understood() -> ExpressionError:
    """Return the error for a tree of another shape."""
    return ExpressionError("condition", _("This condition cannot be understood."))


def constant(value: Any, type_: Type) -> str:
    """Return the text of a constant as the API speaks it."""
    if value is None or isinstance(value, bool):
        return written(value)
    if type_.kind in ("number", "record", "reference"):
        number = numbers.load(value)
        if number is None:
            raise not_understood()
        return numbers.text(number)
    if not isinstance(value, str):
        raise not_understood()
    if type_.kind in ("date", "datetime"):
        return _moment(value)
    return written(value)


def _moment(value: str) -> str:
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        raise not_understood() from None
    return f'd"{value}"'


def _between(writer: Writer, field: str, value: Any) -> str:
    if not isinstance(value, list) or len(value) != 2:
        raise not_understood()
    ends = [f"{field} {sign} {writer.value(field, end)}" for sign, end in zip((">=", "<="), value, strict=True) if end]
    return " and ".join(ends) or "true"


def _in(writer: Writer, field: str, value: Any) -> str:
    if not isinstance(value, list):
        raise not_understood()
    return f"{field} in [{', '.join(writer.value(field, one) for one in value)}]"


def _called(name: str) -> Callable[[Writer, str, Any], str]:
    return lambda writer, field, value: f"{name}({field}, {writer.value(field, value)})"


def _relative(writer: Writer, field: str, value: Any) -> str:
    bounds = period_bounds(value)
    if bounds is None:
        raise not_understood()
    return f"{field} >= {bounds[0]} and {field} < {bounds[1]}"


def _within(writer: Writer, field: str, value: Any) -> str:
    if value not in ("me", "mine"):
        raise not_understood()
    return f"WITHIN({field}, me.department)"


CONDITIONS: dict[str, Callable[[Writer, str, Any], str]] = {
    "between": _between,
    "in": _in,
    "has": lambda writer, field, value: f"{writer.value(field, value)} in {field}",
    **{op: _called(name) for op, name in CALLS.items()},
    "is_empty": lambda writer, field, value: f"ISBLANK({field})",
    "is_true": lambda writer, field, value: field,
    "is_me": lambda writer, field, value: f"{field} = me",
    "is_mine": lambda writer, field, value: f"{field} = me.department",
    "below": _within,
    "relative": _relative,
}


def tree_of(expression: Expression) -> dict[str, Any]:
    """Return the tree that shows an expression; `{"text": ...}` when only the text editor can."""
    tree = _tree(expression.root)
    if tree is None:
        return {"text": expression.source}
    return tree if "all" in tree or "any" in tree else {"all": [tree]}


def _tree(node: Node) -> dict[str, Any] | None:
    if node.op in ("and", "or"):
        return _group(node)
    if node.op == "not":
        inner = _tree(node.args[0])
        if inner is not None and inner.get("op") in OPPOSITES:
            return {**inner, "op": OPPOSITES[inner["op"]]}
        return inner and {"not": inner}
    if node.op in SIGNS:
        return _comparison(node)
    reader = READERS.get(node.op)
    return reader(node) if reader else None


def _group(node: Node) -> dict[str, Any] | None:
    parts: list[dict[str, Any]] = []
    args = list(node.args)
    while args:
        period = _period(args[0], args[1]) if node.op == "and" and len(args) > 1 else None
        part = period or _tree(args[0])
        if part is None:
            return None
        parts.append(part)
        del args[: 2 if period else 1]
    return parts[0] if len(parts) == 1 else {"all" if node.op == "and" else "any": parts}


def _period(low: Node, high: Node) -> dict[str, Any] | None:
    """Return a pair of bounds as the period it names, or as a range."""
    if low.op != "ge" or high.op not in ("lt", "le") or _path(low.args[0]) is None:
        return None
    field = _path(low.args[0])
    if _path(high.args[0]) != field:
        return None
    if high.op == "lt":
        period = period_named(unparse(low.args[1]), unparse(high.args[1]))
        return period and {"field": field, "op": "relative", "value": period}
    ends = [_value(low.args[1]), _value(high.args[1])]
    if None in ends or any(isinstance(end, dict) for end in ends):
        return None
    return {"field": field, "op": "between", "value": ends}


def _comparison(node: Node) -> dict[str, Any] | None:
    left, right = node.args
    op = node.op
    if _path(left) is None:
        left, right, op = right, left, SWAPPED[op]
    field = _path(left)
    if field is None or not _shown(right):
        return None
    value = _value(right)
    if op == "eq" and value == {"field": "me"}:
        return {"field": field, "op": "is_me"}
    if op == "eq" and value == {"field": "me.department"}:
        return {"field": field, "op": "is_mine"}
    return {"field": field, "op": op, "value": value}


def _path(node: Node) -> str | None:
    inner = node.args[0] if node.op == "moment" else node
    return ".".join(inner.value) if inner.op == "field" else None


def _shown(node: Node) -> bool:
    return node.op in ("lit", "wall") or _path(node) is not None


def _value(node: Node) -> Any:
    if node.op == "moment":
        node = node.args[0]
    if node.op == "field":
        return {"field": ".".join(node.value)}
    if node.op == "wall":
        return node.value.isoformat()
    return wire(node.value) if node.op == "lit" else None


def wire(value: Any) -> Any:
    """Return a constant as the API speaks it."""
    if isinstance(value, Decimal):
        text = numbers.text(value)
        return int(text) if "." not in text else float(text) if len(text) <= 15 else text
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


def _read_in(node: Node) -> dict[str, Any] | None:
    field = _path(node.args[0])
    return (field and {"field": field, "op": "in", "value": [wire(value) for value in node.value]}) or None


def _read_has(node: Node) -> dict[str, Any] | None:
    field = _path(node.args[0])
    if field is None or node.args[1].op != "lit":
        return None
    return {"field": field, "op": "has", "value": _value(node.args[1])}


def _read_call(node: Node) -> dict[str, Any] | None:
    field = _path(node.args[0]) if node.args else None
    if field is None:
        return None
    if node.value == "ISBLANK":
        return {"field": field, "op": "is_empty"}
    if node.value == "STARTSWITH" and field.endswith(".path") and _path(node.args[1]) == "me.department.path":
        return {"field": field.removesuffix(".path"), "op": "below", "value": "me"}
    if node.value in CALLED and node.args[1].op == "lit":
        return {"field": field, "op": CALLED[node.value], "value": node.args[1].value}
    return None


def _read_flag(node: Node) -> dict[str, Any] | None:
    return {"field": ".".join(node.value), "op": "is_true"} if node.type == Boolean else None


READERS: dict[str, Callable[[Node], dict[str, Any] | None]] = {
    "in": _read_in,
    "has": _read_has,
    "fn": _read_call,
    "field": _read_flag,
}
