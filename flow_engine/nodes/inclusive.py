"""Several lanes by condition."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Faults, Mover, Node, NodeSpec, check_conditions


@node_types.register
class InclusiveNode(Node):
    """Every lane whose condition holds is taken; the flow goes on when all of those have ended."""

    key = "inclusive"
    label = _("Conditions, several at once")
    icon = "split"
    group = "branch"
    summary = _("Every lane that fits")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["lanes"],
        "properties": {"lanes": {"type": "array", "minItems": 2, "maxItems": 20, "items": {"$ref": "#/$defs/lane"}}},
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Take the lanes that fit, or stop with an incident."""
        lanes = mover.choose(token, node.lanes, first=False)
        if lanes is None:
            return
        if not lanes:
            mover.incident(token, "NO_BRANCH")
        else:
            mover.fork(token, lanes)

    def check(self, node: NodeSpec, faults: Faults) -> None:
        """Want a condition in every lane but the default one, which comes last."""
        check_conditions(node, faults)
