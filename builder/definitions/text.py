"""Texts that builders write: one string, or one per language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

TEXT_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "maxLength": 500},
        {"type": "object", "additionalProperties": {"type": "string", "maxLength": 500}, "maxProperties": 20},
    ]
}


def localized(text: Any, language: str | None = None) -> str:
    """Return the text in the language, or else in English, or else in any."""
    if not isinstance(text, Mapping):
        return "" if text is None else str(text)
    wanted = (language or get_language() or "en").lower()
    for candidate in (wanted, wanted.split("-")[0], "en"):
        if text.get(candidate):
            return str(text[candidate])
    return next((str(value) for value in text.values() if value), "")
