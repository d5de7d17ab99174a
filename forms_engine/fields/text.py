"""Short text on one line."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem

from . import field_types
from .base import Field, Settings, clean_text, refuse

MAX_LENGTH = 500


@field_types.register
class TextField(Field):
    """A line of text, optionally of a known format."""

    key = "text"
    label = _("Text")
    icon = "type"
    group = "text"
    widget = "text"
    operators = ("contains", "not_contains", "eq", "ne", "starts_with", "in", "is_empty", "is_not_empty")
    searchable = True
    unique_allowed = True
    adopts = {"maxLength": "max_length", "minLength": "min_length"}
    settings_schema = {
        "type": "object",
        "properties": {
            "max_length": {"type": "integer", "minimum": 1, "maximum": MAX_LENGTH, "title": _("Longest text")},
            "min_length": {"type": "integer", "minimum": 0, "maximum": MAX_LENGTH, "title": _("Shortest text")},
            "format": {
                "enum": ["any", "email", "phone", "url", "digits"],
                "default": "any",
                "title": _("Format"),
                "x-labels": {
                    "any": _("Any text"),
                    "email": _("Email address"),
                    "phone": _("Phone number"),
                    "url": _("Web address"),
                    "digits": _("Digits only"),
                },
            },
        },
    }

    _formats = {
        "email": re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"),
        "phone": re.compile(r"\+?[0-9][0-9 ()./-]{2,30}"),
        "url": re.compile(r"https?://[^\s/$.?#][^\s]*", re.IGNORECASE),
        "digits": re.compile(r"[0-9]+"),
    }
    _format_messages = {
        "email": _("Enter an email address."),
        "phone": _("Enter a phone number."),
        "url": _("Enter a web address that starts with http:// or https://."),
        "digits": _("Enter digits only."),
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe text within its length."""
        schema: dict[str, Any] = {"type": "string", "maxLength": settings.get("max_length", MAX_LENGTH)}
        if settings.get("min_length"):
            schema["minLength"] = settings["min_length"]
        return schema

    def clean(self, raw: Any, settings: Settings) -> str | None:
        """Return the text on one line, without outer blanks."""
        if raw is None:
            return None
        if not isinstance(raw, str):
            refuse("type", _("Enter text."))
        text = clean_text(raw.replace("\n", " "))
        if text is not None:
            self._refuse_length(text, settings)
            pattern = self._formats.get(settings.get("format", "any"))
            if pattern is not None and not pattern.fullmatch(text):
                refuse("format", self._format_messages[settings["format"]])
        return text

    def sample(self, settings: Settings) -> str:
        """Return a text of the right format."""
        samples = {
            "email": "ann@example.com",
            "phone": "+44 20 7946 0018",
            "url": "https://example.com",
            "digits": "1024",
        }
        return samples.get(settings.get("format", "any"), str(_("Sample")))[: settings.get("max_length", MAX_LENGTH)]

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse a shortest length above the longest."""
        if settings.get("min_length", 0) > settings.get("max_length", MAX_LENGTH):
            return [Problem("min_length", "range", _("The shortest text is longer than the longest."))]
        return []

    def _refuse_length(self, text: str, settings: Settings) -> None:
        longest = settings.get("max_length", MAX_LENGTH)
        if len(text) > longest:
            refuse("max_length", _("Use at most %(limit)s characters."), limit=longest)
        shortest = settings.get("min_length", 0)
        if len(text) < shortest:
            refuse("min_length", _("Use at least %(limit)s characters."), limit=shortest)
