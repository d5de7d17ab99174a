"""Numbers the platform gives out, one after the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import field_types
from .base import Field, Settings, refuse

DATE_PARTS = {"none": "", "year": "%Y", "month": "%Y%m", "day": "%Y%m%d"}
PERIODS = {"never": "", "year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}


@field_types.register
class AutoNumberField(Field):
    """A running number with a prefix and a date, such as PR-202611-0042."""

    key = "autonumber"
    label = _("Auto number")
    icon = "list-ordered"
    group = "system"
    widget = "autonumber"
    operators = ("contains", "eq", "starts_with", "in")
    searchable = True
    computed = True
    in_lines = False
    settings_schema = {
        "type": "object",
        "properties": {
            "prefix": {"type": "string", "maxLength": 20, "default": "", "title": _("Prefix")},
            "date": {
                "enum": list(DATE_PARTS),
                "default": "none",
                "title": _("Date in the number"),
                "x-labels": {"none": _("None"), "year": _("Year"), "month": _("Month"), "day": _("Day")},
            },
            "digits": {"type": "integer", "minimum": 1, "maximum": 12, "default": 4, "title": _("Digits")},
            "reset": {
                "enum": list(PERIODS),
                "default": "never",
                "title": _("Starts again"),
                "x-labels": {
                    "never": _("Never"),
                    "year": _("Every year"),
                    "month": _("Every month"),
                    "day": _("Every day"),
                },
            },
            "start": {"type": "integer", "minimum": 0, "default": 1, "title": _("First number")},
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe text that only the platform writes."""
        return {"type": "string", "readOnly": True}

    def clean(self, raw: Any, settings: Settings) -> str | None:
        """Return a stored number, to compare with."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str):
            refuse("type", _("Enter text."))
        return raw

    def period(self, at: dt.date, settings: Settings) -> str:
        """Return the name of the period in which numbers do not repeat; empty when they never start again."""
        return at.strftime(PERIODS[settings.get("reset", "never")])

    def compose(self, count: int, at: dt.date, settings: Settings) -> str:
        """Return the number for the count-th record of its period, counted from zero."""
        date = at.strftime(DATE_PARTS[settings.get("date", "none")])
        running = str(settings.get("start", 1) + count).zfill(settings.get("digits", 4))
        return f"{settings.get('prefix', '')}{date}{'-' if date else ''}{running}"

    def sample(self, settings: Settings) -> str:
        """Return the first number of a day."""
        return self.compose(0, dt.date(2026, 1, 31), settings)
