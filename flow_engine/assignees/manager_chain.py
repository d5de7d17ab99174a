"""The reporting line, one manager after the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts, reporting_line, subject_of


@assignee_types.register
class ManagerChainAssignee(Assignee):
    """Every manager up to a level, a role or the top; always asked in turn."""

    key = "manager_chain"
    label = _("Managers, level by level")
    icon = "users"
    summary = _("Managers of {of} up to {until}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by"],
        "properties": {
            "by": {"const": "manager_chain"},
            "of": {
                "enum": ["initiator", "field"],
                "default": "initiator",
                "title": _("Of"),
                "x-labels": {"initiator": _("The initiator"), "field": _("A field of the form")},
            },
            "field": {"type": "string", "title": _("Field"), "x-editor": "field:member"},
            "until": {
                "oneOf": [
                    {"const": "top"},
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["level"],
                        "properties": {"level": {"type": "integer", "minimum": 1, "maximum": 20}},
                    },
                    {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["role"],
                        "properties": {"role": {"type": "string"}},
                    },
                ],
                "default": "top",
                "title": _("Up to"),
                "x-editor": "until",
            },
        },
        "if": {"required": ["of"], "properties": {"of": {"const": "field"}}},
        "then": {"required": ["field"]},
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the line from the nearest manager up to and including the last one wanted."""
        line = reporting_line(subject_of(rule, facts), directory)
        until = rule.get("until", "top")
        if until == "top":
            return line
        if "level" in until:
            return line[: until["level"]]
        members = set(directory.members_of_role(until["role"]))
        last = next((index for index, person in enumerate(line) if person in members), len(line))
        return line[: last + 1]

    def fields(self, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the member field, if the rule reads one."""
        return [(rule["field"], "member")] if rule.get("of") == "field" else []
