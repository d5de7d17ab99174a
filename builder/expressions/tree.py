"""The typed tree every back end works from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .errors import Span
from .types import Blank, Boolean, Type

Path = tuple[str, ...]


@dataclass(eq=False, slots=True)
class Node:
    """One operation: what it does, what it gives, what it works on and where it stands in the text.

    `value` belongs to the operation: the constant of `lit`, the path of `field` and `row`, the name of `fn`, function
    name and path of the rows of `agg`, the constants of `in`, pattern and anchoring of `match`.
    """

    op: str
    type: Type
    args: list[Node] = field(default_factory=list)
    value: Any = None
    span: Span | None = None
    # Where each part of a path is written; None where it is implied.
    places: tuple[Span | None, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Return this node and all below it."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def __repr__(self) -> str:
        value = "" if self.value is None else f":{self.value}"
        return f"({self.op}{value}" + "".join(f" {arg!r}" for arg in self.args) + ")"


def literal(value: Any, type_: Type, span: Span | None = None) -> Node:
    """Return a constant."""
    return Node("lit", type_, value=value, span=span)


def blank(type_: Type = Blank, span: Span | None = None) -> Node:
    """Return the blank constant."""
    return Node("lit", type_, span=span)


def condition(op: str, *args: Node, value: Any = None, span: Span | None = None) -> Node:
    """Return an operation that is true or false."""
    return Node(op, Boolean, list(args), value, span)


def is_blank(node: Node) -> bool:
    """Tell whether the node is the blank constant."""
    return node.op == "lit" and node.value is None
