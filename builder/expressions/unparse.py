"""The typed tree as text again, in the one usual way of writing."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from . import moments, numbers
from .tree import Node

SIGNS = {
    "or": " or ",
    "and": " and ",
    "coalesce": " ?? ",
    "eq": " = ",
    "ne": " != ",
    "lt": " < ",
    "le": " <= ",
    "gt": " > ",
    "ge": " >= ",
    "add": " + ",
    "sub": " - ",
    "concat": " + ",
    "date_add": " + ",
    "date_sub": " - ",
    "date_diff": " - ",
    "moment_add": " + ",
    "moment_sub": " - ",
    "moment_diff": " - ",
    "duration_add": " + ",
    "duration_sub": " - ",
    "mul": " * ",
    "div": " / ",
    "fdiv": " // ",
    "mod": " % ",
}
# How tightly operators bind, from the grammar; what binds less tightly than its surroundings gets brackets.
LEVELS = {"or": 1, "and": 2, "not": 3, "coalesce": 4, "eq": 5, "ne": 5, "lt": 6, "le": 6, "gt": 6, "ge": 6, "in": 6}
LEVELS |= {"has": 6, "match": 6, "neg": 9, "pow": 10}
ADDING, MULTIPLYING, TIGHT = 7, 8, 11


def unparse(node: Node, rows: str = "") -> str:
    """Return the expression as text; `rows` is the path of the rows a function is over."""
    if node.op in SIGNS:
        return _joined(node, rows)
    writer = WRITERS.get(node.op)
    return writer(node, rows) if writer else _called(node.op.upper(), node.args, rows)


def level(node: Node) -> int:
    """Return how tightly the node's operator binds."""
    if node.op in ("moment", "truthy"):
        return level(node.args[0])
    if node.op in ("mul", "div", "fdiv", "mod"):
        return MULTIPLYING
    if node.op in LEVELS:
        return LEVELS[node.op]
    if node.op == "lit" and isinstance(node.value, Decimal) and node.value < 0:
        return LEVELS["neg"]
    return ADDING if node.op in SIGNS else TIGHT


def _within(node: Node, rows: str, least: int) -> str:
    text = unparse(node, rows)
    return f"({text})" if level(node) < least else text


def _joined(node: Node, rows: str) -> str:
    own = level(node)
    first, *others = node.args
    # Only `and`, `or` and calculations read from left to right; a comparison of a comparison needs brackets.
    loose = own in (1, 2, ADDING, MULTIPLYING)
    parts = [_within(first, rows, own if loose else own + 1)]
    parts += [_within(other, rows, own + 1) for other in others]
    return SIGNS[node.op].join(parts)


def _called(name: str, args: list[Node], rows: str) -> str:
    return f"{name}({', '.join(unparse(arg, rows) for arg in args)})"


def written(value: Any) -> str:
    """Return a constant as it is written."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return numbers.text(value)
    if isinstance(value, dt.datetime):
        return f'd"{value.isoformat().replace("+00:00", "Z")}"'
    if isinstance(value, dt.date):
        return f'd"{value.isoformat()}"'
    if isinstance(value, dt.timedelta):
        return _duration(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\x7f") if isinstance(value, str) else str(value)


def _duration(value: dt.timedelta) -> str:
    size = abs(moments.microseconds(value))
    days, rest = divmod(size, moments.microseconds(moments.DAY))
    seconds, fraction = divmod(rest, 1_000_000)
    shown = f"P{days}D" if days and not rest else f"P{days}DT{seconds}" if days else f"PT{seconds}"
    if not (days and not rest):
        shown += (f".{fraction:06d}".rstrip("0") if fraction else "") + "S"
    return f'-t"{shown}"' if value < dt.timedelta(0) else f't"{shown}"'


def _path(node: Node, rows: str) -> str:
    return ".".join(([rows] if node.op == "row" else []) + list(node.value))


def _rows(node: Node, rows: str) -> str:
    name, path = node.value
    element, *tests = node.args
    inner = ".".join(path)
    shown = [inner if element.op == "lit" else unparse(element, inner), *(unparse(test, inner) for test in tests)]
    return f"{name}({', '.join(shown)})"


def _member(node: Node, rows: str) -> str:
    return f"{_within(node.args[0], rows, 7)} in [{', '.join(map(written, node.value))}]"


def _match(node: Node, rows: str) -> str:
    pattern, anchored = node.value
    return f"{_within(node.args[0], rows, 7)} {'=~' if anchored else '=~~'} {written(pattern)}"


def _power(node: Node, rows: str) -> str:
    return f"POWER({unparse(node.args[0], rows)}, {node.value})"


WRITERS: dict[str, Any] = {
    "lit": lambda node, rows: written(node.value),
    "wall": lambda node, rows: f'd"{node.value.isoformat()}"',
    "field": _path,
    "row": _path,
    "now": lambda node, rows: "NOW()",
    "today": lambda node, rows: "TODAY()",
    "truthy": lambda node, rows: unparse(node.args[0], rows),
    # A date beside a moment becomes one by itself.
    "moment": lambda node, rows: unparse(node.args[0], rows),
    "not": lambda node, rows: f"not {_within(node.args[0], rows, 3)}",
    "neg": lambda node, rows: f"-{_within(node.args[0], rows, 10)}",
    "pow": _power,
    "in": _member,
    "has": lambda node, rows: f"{_within(node.args[1], rows, 7)} in {unparse(node.args[0], rows)}",
    "match": _match,
    "if": lambda node, rows: _called("IF", node.args, rows),
    "fn": lambda node, rows: _called("COUNT" if node.value == "COUNTLIST" else node.value, node.args, rows),
    "agg": _rows,
}
