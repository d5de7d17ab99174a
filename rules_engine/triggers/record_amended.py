"""When a record is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from . import trigger_types
from .base import Trigger


@trigger_types.register
class RecordAmendedTrigger(Trigger):
    """A record was changed; with chosen fields, only when one of them was."""

    key = "record_amended"
    label = _("A record is changed")
    icon = "pencil"
    event_type: ClassVar[str] = "record.amended"
    knows_old = True
    settings_schema = {
        "type": "object",
        "properties": {
            "fields": {
                "type": "array",
                "items": {"type": "string"},
                "title": _("Only when one of these changed"),
                "x-widget": "fields",
            }
        },
        "additionalProperties": False,
    }

    def matches(self, settings: Mapping[str, Any], payload: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Say whether a chosen field changed."""
        chosen = settings.get("fields") or []
        return not chosen or any(key in change for key in chosen)
