"""When an approval flow ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from . import trigger_types
from .base import Trigger


@trigger_types.register
class FlowFinishedTrigger(Trigger):
    """The approval of a record ended, with a chosen outcome."""

    key = "flow_finished"
    label = _("An approval ends")
    icon = "circle-check"
    event_type: ClassVar[str] = "process.finished"
    settings_schema = {
        "type": "object",
        "properties": {
            "outcome": {
                "enum": ["approved", "rejected", "any"],
                "title": _("Outcome"),
                "x-labels": {"approved": _("Approved"), "rejected": _("Rejected"), "any": _("Any")},
            }
        },
        "additionalProperties": False,
    }

    def matches(self, settings: Mapping[str, Any], payload: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Say whether the approval ended as wanted."""
        wanted = settings.get("outcome", "approved")
        return wanted in ("any", payload.get("outcome"))
