"""Text of several lines."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from . import field_types
from .base import Field, Settings, clean_text, refuse

MAX_LENGTH = 100_000


@field_types.register
class LongTextField(Field):
    """Text with line breaks."""

    key = "longtext"
    label = _("Long text")
    icon = "align-left"
    group = "text"
    widget = "longtext"
    operators = ("contains", "not_contains", "is_empty", "is_not_empty")
    aggregates = ("count",)
    sortable = False
    searchable = True
    adopts = {"maxLength": "max_length"}
    settings_schema = {
        "type": "object",
        "properties": {
            "max_length": {"type": "integer", "minimum": 1, "maximum": MAX_LENGTH, "title": _("Longest text")},
            "rows": {"type": "integer", "minimum": 2, "maximum": 30, "default": 4, "title": _("Visible lines")},
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe text within its length."""
        return {"type": "string", "maxLength": settings.get("max_length", MAX_LENGTH)}

    def clean(self, raw: Any, settings: Settings) -> str | None:
        """Return the text without outer blanks."""
        if raw is None:
            return None
        if not isinstance(raw, str):
            refuse("type", _("Enter text."))
        text = clean_text(raw)
        longest = settings.get("max_length", MAX_LENGTH)
        if text is not None and len(text) > longest:
            refuse("max_length", _("Use at most %(limit)s characters."), limit=longest)
        return text

    def sample(self, settings: Settings) -> str:
        """Return two lines."""
        return str(_("First line\nSecond line"))[: settings.get("max_length", MAX_LENGTH)]
