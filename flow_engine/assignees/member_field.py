"""The people in a field of the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts, ids_in


@assignee_types.register
class MemberFieldAssignee(Assignee):
    """Whoever a member field of the record names."""

    key = "member_field"
    label = _("People in a field")
    icon = "text-cursor-input"
    summary = _("{field}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by", "field"],
        "properties": {
            "by": {"const": "member_field"},
            "field": {"type": "string", "title": _("Field"), "x-editor": "field:member"},
        },
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the people in the field."""
        return ids_in(facts.values.get(rule["field"]))

    def fields(self, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the field."""
        return [(rule["field"], "member")]
