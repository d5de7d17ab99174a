"""Lanes that run at the same time."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Faults, Mover, Node, NodeSpec


@node_types.register
class ParallelNode(Node):
    """All lanes run; the flow goes on when all, any, or some number of them have ended."""

    key = "parallel"
    label = _("Parallel")
    icon = "columns-2"
    group = "branch"
    summary = _("All lanes at once")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["lanes"],
        "properties": {
            "lanes": {"type": "array", "minItems": 2, "maxItems": 20, "items": {"$ref": "#/$defs/lane"}},
            "join": {
                "oneOf": [
                    {"enum": ["all", "any"]},
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["count"],
                        "properties": {"count": {"type": "integer", "minimum": 1}},
                    },
                ],
                "default": "all",
                "title": _("Go on when"),
            },
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Open every lane."""
        mover.fork(token, node.lanes)

    def joined(self, node: NodeSpec, done: int, opened: int) -> bool:
        """Count the ended lanes; the others are cancelled once there are enough."""
        join = node.settings.get("join", "all")
        if join == "all":
            return done >= opened
        return done >= (1 if join == "any" else join["count"])

    def check(self, node: NodeSpec, faults: Faults) -> None:
        """Want no more lanes to end than there are, and no conditions."""
        join = node.settings.get("join", "all")
        if isinstance(join, dict) and join["count"] > len(node.lanes):
            faults.add("E07", "join.count", lanes=len(node.lanes))
        for index, lane in enumerate(node.lanes):
            if lane.when or lane.default:
                faults.add("E07", f"lanes.{index}", reason="condition")
