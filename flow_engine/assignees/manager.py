"""A manager in the reporting line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts, reporting_line, subject_of


@assignee_types.register
class ManagerAssignee(Assignee):
    """The manager of somebody, or one further up the reporting line."""

    key = "manager"
    label = _("Manager")
    icon = "user"
    summary = _("Manager of {of}, level {level}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by"],
        "properties": {
            "by": {"const": "manager"},
            "of": {
                "enum": ["initiator", "previous_approver", "field"],
                "default": "initiator",
                "title": _("Of"),
                "x-labels": {
                    "initiator": _("The initiator"),
                    "previous_approver": _("The previous approver"),
                    "field": _("A field of the form"),
                },
            },
            "field": {"type": "string", "title": _("Field"), "x-editor": "field:member"},
            "level": {"type": "integer", "minimum": 1, "maximum": 20, "default": 1, "title": _("Level")},
            "from": {
                "enum": ["bottom", "top"],
                "default": "bottom",
                "title": _("Counted from"),
                "x-labels": {"bottom": _("The nearest manager"), "top": _("The top of the company")},
            },
        },
        "if": {"required": ["of"], "properties": {"of": {"const": "field"}}},
        "then": {"required": ["field"]},
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the manager at the level; nobody when the line is shorter."""
        line = reporting_line(subject_of(rule, facts), directory)
        if rule.get("from") == "top":
            line = line[::-1]
        level = rule.get("level", 1)
        return line[level - 1 : level]

    def fields(self, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the member field, if the rule reads one."""
        return [(rule["field"], "member")] if rule.get("of") == "field" else []
