"""An explicit end."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Mover, Node, NodeSpec


@node_types.register
class EndNode(Node):
    """The whole process ends here, with a result."""

    key = "end"
    label = _("End")
    icon = "flag"
    group = "end"
    summary = _("{result}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "result": {
                "enum": ["approved", "rejected", "cancelled"],
                "default": "approved",
                "title": _("Result"),
            }
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """End everything that still runs."""
        mover.finish(node.settings.get("result", "approved"))
