"""Where an expression mentions fields: what it depends on, and what a rename has to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import Span
from .tree import Node, Path


@dataclass(frozen=True)
class Usage:
    """One mention of a field: its path and where each part is written (None where it is implied)."""

    path: Path
    spans: tuple[Span | None, ...]


def usages(root: Node) -> list[Usage]:
    """Return every mention of a field."""
    return list(_found(root, ()))


def _found(node: Node, rows: Path) -> Iterator[Usage]:
    if node.op == "field":
        yield Usage(node.value, node.places)
    elif node.op == "row":
        yield Usage((*rows, *node.value), node.places)
    elif node.op == "agg":
        rows = node.value[1]
        places = node.places or (None,) * len(rows)
        if node.places or not any(arg.op == "row" for inner in node.args for arg in inner.walk()):
            yield Usage(rows, places)
    for arg in node.args:
        yield from _found(arg, rows)


def renamed(text: str, found: list[Usage], path: Path, name: str) -> str:
    """Return the text with the last part of a path called otherwise wherever it is mentioned."""
    last = len(path) - 1
    places = {
        usage.spans[last]
        for usage in found
        if usage.path[: last + 1] == path and len(usage.spans) > last and usage.spans[last] is not None
    }
    for start, end in sorted((place for place in places if place), reverse=True):
        text = text[:start] + name + text[end:]
    return text
