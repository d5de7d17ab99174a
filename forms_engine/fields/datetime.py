"""Moments in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.expressions.types import DateTime
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse


@field_types.register
class DateTimeField(Field):
    """A moment; shown in the reader's time zone, kept in UTC."""

    key = "datetime"
    label = _("Date and time")
    icon = "clock"
    group = "time"
    widget = "datetime"
    operators = ("lt", "le", "gt", "ge", "between", "relative", "is_empty", "is_not_empty")
    aggregates = ("count", "count_distinct", "min", "max")

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a moment with its offset."""
        return {"type": "string", "format": "date-time"}

    def clean(self, raw: Any, settings: Settings) -> dt.datetime | None:
        """Return the moment in UTC."""
        if raw is None or raw == "":
            return None
        try:
            moment = dt.datetime.fromisoformat(raw) if isinstance(raw, str) and len(raw) > 10 else None
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            refuse("type", _("Enter a date and time with its time zone."))
        if not 1000 <= moment.year <= 9998:
            refuse("range", _("Enter a year between 1000 and 9998."))
        return moment.astimezone(dt.UTC)

    def to_wire(self, value: Any, settings: Settings) -> str | None:
        """Return ISO 8601 with the offset."""
        return None if value is None else value.astimezone(dt.UTC).isoformat()

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return the moment in the active time zone."""
        return "" if value is None else timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")

    def convert_from_text(self, text: str, settings: Settings) -> dt.datetime | None:
        """Return the moment; without an offset it is in the active time zone."""
        text = text.strip().replace("/", "-")
        if not text:
            return None
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            refuse("type", _("Enter a date and time as YYYY-MM-DD HH:MM."))
        if moment.tzinfo is None:
            moment = timezone.make_aware(moment)
        return self.clean(moment.isoformat(), settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a moment."""
        return DateTime

    def column(self, settings: Settings) -> Column:
        """Store a moment."""
        return Column("datetime")

    def sample(self, settings: Settings) -> str:
        """Return a moment."""
        return "2026-01-31T09:30:00+00:00"
