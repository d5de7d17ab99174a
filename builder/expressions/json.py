"""The typed tree as JSON: what the browser evaluates, and what is handed to SQLite's process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from . import patterns
from .tree import Node
from .types import SCALARS, ListOf, Type
from .values import dump, kind_of, undump

VERSION = 1


def to_json(node: Node) -> list[Any]:
    """Return the node as `[operation, kind, value, argument, ...]`."""
    return [node.op, kind_of(node.type), _value(node), *map(to_json, node.args)]


def from_json(data: list[Any]) -> Node:
    """Return the node that was written as JSON."""
    op, kind, value, *args = data
    nodes = [from_json(arg) for arg in args]
    return Node(op, _type(kind), nodes, _read(op, kind, value, nodes))


def _type(kind: str) -> Type:
    if kind.startswith("list:"):
        return ListOf(SCALARS[kind.removeprefix("list:")])
    return SCALARS[kind]


def _value(node: Node) -> Any:
    if node.op == "lit":
        return dump(node.value, node.type.kind)
    if node.op == "wall":
        return node.value.isoformat(timespec="microseconds")
    if node.op == "in":
        return [dump(value, node.args[0].type.kind) for value in node.value]
    if node.op == "match":
        pattern, anchored = node.value
        return [pattern, anchored, patterns.machine(pattern)]
    if node.op == "agg":
        return [node.value[0], list(node.value[1])]
    return list(node.value) if isinstance(node.value, tuple) else node.value


def _read(op: str, kind: str, value: Any, args: list[Node]) -> Any:
    if op == "lit":
        return undump(value, kind)
    if op == "wall":
        return datetime.fromisoformat(value)
    if op == "in":
        return [undump(item, args[0].type.kind) for item in value]
    if op == "match":
        return (value[0], value[1])
    if op == "agg":
        return (value[0], tuple(value[1]))
    return tuple(value) if op in ("field", "row") else value
