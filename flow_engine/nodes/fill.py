"""Work by people without a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import node_types
from .base import Mover, Node, NodeSpec, Work, people_work


@node_types.register
class FillNode(Node):
    """One or more people fill something in and submit it."""

    key = "fill"
    label = _("Fill in")
    icon = "pencil"
    group = "people"
    summary = _("{who} · {need}")
    human = True
    waits = True
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["who"],
        "properties": {
            "who": {"$ref": "#/$defs/people", "title": _("People")},
            "order": {
                "enum": ["parallel", "sequence"],
                "default": "parallel",
                "title": _("Asked"),
                "x-labels": {"parallel": _("All at once"), "sequence": _("In turn")},
            },
            "need": {"$ref": "#/$defs/need", "title": _("Answers needed")},
            "empty": {"$ref": "#/$defs/empty", "title": _("If nobody is found")},
            "fields": {"$ref": "#/$defs/fields", "title": _("Fields")},
            "comment": {
                "enum": ["optional", "required", "off"],
                "default": "optional",
                "title": _("Comment"),
            },
            "actions": {"$ref": "#/$defs/actions", "title": _("Buttons")},
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Ask the people."""
        mover.work(token, self.work_of(node, mover.settings))

    def work_of(self, node: NodeSpec, flow_settings: Mapping[str, Any]) -> Work:
        """Return who works; nobody is spared for having approved before."""
        return people_work(node, {}, "submit")
