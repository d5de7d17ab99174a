"""A copy for people who need to know."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Mover, Node, NodeSpec


@node_types.register
class CcNode(Node):
    """People get a copy; the flow does not wait for them."""

    key = "cc"
    label = _("Send a copy")
    icon = "send"
    group = "people"
    summary = _("{who}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["who"],
        "properties": {
            "who": {"$ref": "#/$defs/people", "title": _("People")},
            "fields": {"$ref": "#/$defs/fields", "title": _("Fields")},
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Send the copies and go on."""
        mover.copy(token, node.settings["who"])
        mover.leave(token)
