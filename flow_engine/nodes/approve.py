"""A decision by people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import node_types
from .base import Faults, Mover, Node, NodeSpec, Work, people_work


@node_types.register
class ApproveNode(Node):
    """One or more people approve or reject."""

    key = "approve"
    label = pgettext_lazy("node", "Approve")
    icon = "user-check"
    group = "people"
    summary = _("{who} · {need}")
    human = True
    waits = True
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["who"],
        "properties": {
            "who": {"$ref": "#/$defs/people", "title": _("Approvers")},
            "order": {
                "enum": ["parallel", "sequence"],
                "default": "parallel",
                "title": _("Asked"),
                "x-labels": {"parallel": _("All at once"), "sequence": _("In turn")},
            },
            "need": {"$ref": "#/$defs/need", "title": _("Approvals needed")},
            "veto": {"$ref": "#/$defs/veto", "title": _("Rejected when")},
            "early": {"type": "boolean", "default": True, "title": _("Decide as soon as the result is certain")},
            "on_reject": {
                "oneOf": [
                    {"const": "end"},
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["return_to"],
                        "properties": {"return_to": {"type": "string"}},
                    },
                ],
                "default": "end",
                "title": _("After a rejection"),
            },
            "empty": {"$ref": "#/$defs/empty", "title": _("If nobody is found")},
            "self": {
                "enum": ["keep", "skip", "manager", "department_head", "admin"],
                "default": "keep",
                "title": _("If the initiator is an approver"),
            },
            "dedupe": {
                "enum": ["inherit", "none", "consecutive", "ever"],
                "default": "inherit",
                "title": _("If somebody has approved before"),
            },
            "distinct_from": {
                "type": "array",
                "items": {"type": "string"},
                "title": _("Must be other people than at"),
            },
            "fields": {"$ref": "#/$defs/fields", "title": _("Fields")},
            "comment": {
                "enum": ["optional", "required", "required_on_reject", "off"],
                "default": "optional",
                "title": _("Comment"),
            },
            "actions": {"$ref": "#/$defs/actions", "title": _("Buttons")},
        },
    }

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Ask the approvers."""
        mover.work(token, self.work_of(node, mover.settings))

    def work_of(self, node: NodeSpec, flow_settings: Mapping[str, Any]) -> Work:
        """Return who decides, in what order and by what majority."""
        return people_work(node, flow_settings, "approve")

    def check(self, node: NodeSpec, faults: Faults) -> None:
        """Refuse batch approval where something must be filled in."""
        settings = node.settings
        must_fill = "required" in settings.get("fields", {}).values() or settings.get("comment") == "required"
        if settings.get("actions", {}).get("batch") and must_fill:
            faults.add("E13", "actions.batch")
