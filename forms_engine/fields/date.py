"""Calendar days."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions.types import Date
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse

_OTHER_WRITING = re.compile(r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})\s*日?(\s+00:00(:00)?)?")


@field_types.register
class DateField(Field):
    """A day without a time and without a time zone."""

    key = "date"
    label = _("Date")
    icon = "calendar"
    group = "time"
    widget = "date"
    operators = ("eq", "ne", "lt", "le", "gt", "ge", "between", "relative", "is_empty", "is_not_empty")
    aggregates = ("count", "count_distinct", "min", "max")
    unique_allowed = True

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a day as YYYY-MM-DD."""
        return {"type": "string", "format": "date"}

    def clean(self, raw: Any, settings: Settings) -> dt.date | None:
        """Return the day."""
        if raw is None or raw == "":
            return None
        try:
            day = dt.date.fromisoformat(raw) if isinstance(raw, str) and len(raw) == 10 else None
        except ValueError:
            day = None
        if day is None:
            refuse("type", _("Enter a date as YYYY-MM-DD."))
        if not 1000 <= day.year <= 9998:
            refuse("range", _("Enter a year between 1000 and 9998."))
        return day

    def to_wire(self, value: Any, settings: Settings) -> str | None:
        """Return YYYY-MM-DD."""
        return None if value is None else value.isoformat()

    def convert_from_text(self, text: str, settings: Settings) -> dt.date | None:
        """Return the day; year first, with dashes, points, slashes or the Chinese signs."""
        found = _OTHER_WRITING.fullmatch(text.strip())
        if found:
            text = f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"
        return self.clean(text.strip(), settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a day."""
        return Date

    def column(self, settings: Settings) -> Column:
        """Store a day."""
        return Column("date")

    def sample(self, settings: Settings) -> str:
        """Return a day."""
        return "2026-01-31"
