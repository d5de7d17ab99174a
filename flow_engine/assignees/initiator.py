"""Who started the process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import assignee_types
from .base import Assignee, Directory, Facts


@assignee_types.register
class InitiatorAssignee(Assignee):
    """The person who submitted the form."""

    key = "initiator"
    label = _("Initiator")
    icon = "user-check"
    summary = _("Initiator")
    settings_schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["by"],
        "properties": {"by": {"const": "initiator"}},
    }

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the initiator."""
        return [facts.initiator]
