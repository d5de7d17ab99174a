"""Compile a flow document, a tree, to a flat plan that tokens walk on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flow_engine.nodes.base import Lane, NodeSpec

START = "start"
_OUTSIDE_SETTINGS = frozenset({"key", "kind", "name", "help", "lanes"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled flow; immutable, shared by every process of one version."""

    nodes: Mapping[str, NodeSpec]
    settings: Mapping[str, Any] = field(default_factory=dict)
    form: str = ""
    names: Mapping[str, Any] = field(default_factory=dict)

    def node(self, key: str) -> NodeSpec:
        """Return a node by its key."""
        return self.nodes[key]

    def chain(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return the (block, lane) pairs around a node, outermost first."""
        around: list[tuple[str, str]] = []
        node = self.nodes[key]
        while node.block is not None and node.lane is not None:
            around.append((node.block, node.lane))
            node = self.nodes[node.block]
        return tuple(reversed(around))


def compile_flow(document: Mapping[str, Any]) -> Plan:
    """Return the plan of a valid document.

    Raises:
        ValueError: two nodes share a key.
    """
    nodes: dict[str, NodeSpec] = {}
    names: dict[str, Any] = {}
    first = _compile_items(_Target(nodes, names), document["items"], _Place(None, None, "items"))
    nodes[START] = NodeSpec(START, START, dict(document.get("start", {})), first, path="start")
    return Plan(nodes, dict(document.get("settings", {})), document.get("form", ""), names)


@dataclass(frozen=True, slots=True)
class _Target:
    nodes: dict[str, NodeSpec]
    names: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Place:
    block: str | None
    lane: str | None
    path: str


def _compile_items(target: _Target, items: Sequence[Mapping[str, Any]], place: _Place) -> str | None:
    following: str | None = None
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        key = item["key"]
        if key in target.nodes or key == START:
            raise ValueError(f"Two nodes have the key {key!r}.")
        path = f"{place.path}.{index}"
        target.names[key] = item.get("name", "")
        node = NodeSpec(
            key=key,
            kind=item["kind"],
            settings={name: value for name, value in item.items() if name not in _OUTSIDE_SETTINGS},
            next=following,
            block=place.block,
            lane=place.lane,
            path=path,
        )
        target.nodes[key] = node
        if "lanes" in item:
            target.nodes[key] = _with_lanes(target, node, item["lanes"])
        following = key
    return following


def _with_lanes(target: _Target, node: NodeSpec, lanes: Sequence[Mapping[str, Any]]) -> NodeSpec:
    compiled = []
    for index, lane in enumerate(lanes):
        lane_key = f"{node.key}#{index}"
        place = _Place(node.key, lane_key, f"{node.path}.lanes.{index}.items")
        first = _compile_items(target, lane["items"], place)
        compiled.append(Lane(lane_key, first, lane.get("when"), bool(lane.get("default")), lane.get("name", "")))
    return NodeSpec(node.key, node.kind, node.settings, node.next, node.block, node.lane, tuple(compiled), node.path)
