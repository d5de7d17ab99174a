"""The head of a department."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts, heads_above, ids_in, subject_of


@assignee_types.register
class DepartmentHeadAssignee(Assignee):
    """Who leads the initiator's department, or one some levels above, or the one in a field."""

    key = "department_head"
    label = _("Department head")
    icon = "building-2"
    summary = _("Department head of {of}, level {level}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by"],
        "properties": {
            "by": {"const": "department_head"},
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
            "field": {"type": "string", "title": _("Field"), "x-editor": "field:department"},
            "level": {"type": "integer", "minimum": 1, "maximum": 20, "default": 1, "title": _("Level")},
        },
        "if": {"required": ["of"], "properties": {"of": {"const": "field"}}},
        "then": {"required": ["field"]},
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the head at the level; departments without a head do not count."""
        if rule.get("of") == "field":
            department = next(iter(ids_in(facts.values.get(rule["field"]))), None)
        else:
            person = subject_of(rule, facts)
            department = None if person is None else directory.department_of(person)
        level = rule.get("level", 1)
        return heads_above(department, directory)[level - 1 : level]

    def fields(self, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the department field, if the rule reads one."""
        return [(rule["field"], "department")] if rule.get("of") == "field" else []
