"""The members of a role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts


@assignee_types.register
class RoleAssignee(Assignee):
    """Everybody in one of the application's roles, or only those of the initiator's department."""

    key = "role"
    label = _("Role")
    icon = "users"
    summary = _("{keys}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by", "keys"],
        "properties": {
            "by": {"const": "role"},
            "keys": {
                "type": "array",
                "items": {"type": "string"},
                "minItems": 1,
                "maxItems": 20,
                "title": _("Roles"),
                "x-editor": "roles",
            },
            "scope": {
                "enum": ["all", "initiator_department"],
                "default": "all",
                "title": _("Whom"),
                "x-labels": {
                    "all": _("Everybody in the role"),
                    "initiator_department": _("Those in the initiator's department"),
                },
            },
        },
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the members, in the order of the roles."""
        members = [person for key in rule["keys"] for person in directory.members_of_role(key)]
        if rule.get("scope", "all") == "all":
            return members
        department = directory.department_of(facts.initiator)
        return [] if department is None else directory.members_below(department, members)
