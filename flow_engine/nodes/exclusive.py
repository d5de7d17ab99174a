"""A choice between lanes by condition."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import node_types
from .base import Faults, Mover, Node, NodeSpec, check_conditions


@node_types.register
class ExclusiveNode(Node):
    """The first lane whose condition holds is taken; the default lane when none does."""

    key = "exclusive"
    label = pgettext_lazy("node", "Condition")
    icon = "split"
    group = "branch"
    summary = _("First lane that fits")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["lanes"],
        "properties": {"lanes": {"type": "array", "minItems": 2, "maxItems": 20, "items": {"$ref": "#/$defs/lane"}}},
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Take one lane, or stop with an incident; never end silently."""
        lanes = mover.choose(token, node.lanes, first=True)
        if lanes is None:
            return
        if not lanes:
            mover.incident(token, "NO_BRANCH")
        elif lanes[0].first is None:
            mover.leave(token)
        else:
            mover.fork(token, lanes)

    def check(self, node: NodeSpec, faults: Faults) -> None:
        """Want a condition in every lane but the default one, which comes last."""
        check_conditions(node, faults)
