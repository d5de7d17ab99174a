"""The start of a flow, where a returned request waits for its initiator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Mover, Node, NodeSpec, Work


@node_types.register
class StartNode(Node):
    """Everything begins here; a request sent back to its initiator comes here again."""

    key = "start"
    label = _("Start")
    icon = "play"
    group = "end"
    summary = _("Starts when the form is submitted")
    human = True
    waits = True
    implicit = True
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "trigger": {"enum": ["submit"], "default": "submit", "title": _("Starts when")},
            "when": {"$ref": "#/$defs/expr", "title": _("Only if")},
            "fields": {"$ref": "#/$defs/fields", "title": _("Fields")},
            "one_active_per_record": {
                "type": "boolean",
                "default": True,
                "title": _("One running process per record"),
            },
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Go on at once, or ask the initiator when the request came back."""
        if mover.returned(token):
            mover.work(token, self.work_of(node, mover.settings))
        else:
            mover.leave(token)

    def work_of(self, node: NodeSpec, flow_settings: Mapping[str, Any]) -> Work:
        """Ask the initiator to submit again."""
        return Work(people=({"by": "initiator"},), task_kind="submit", positive="submit", empty="incident")
