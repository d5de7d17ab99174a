"""People named one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts


@assignee_types.register
class PersonAssignee(Assignee):
    """Exactly these people."""

    key = "person"
    label = _("Named people")
    icon = "user"
    summary = _("{ids}")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by", "ids"],
        "properties": {
            "by": {"const": "person"},
            "ids": {
                "type": "array",
                "items": {"type": "integer"},
                "minItems": 1,
                "maxItems": 200,
                "title": _("People"),
                "x-editor": "members",
            },
        },
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the named people."""
        return list(rule["ids"])
