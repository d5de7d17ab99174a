"""Texts that builders write: one string, or one per language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from .languages import in_language

TEXT_SCHEMA: dict[str, Any] = {
    "oneOf": [
        {"type": "string", "maxLength": 500},
        {"type": "object", "additionalProperties": {"type": "string", "maxLength": 500}, "maxProperties": 20},
    ]
}


def localized(text: Any, language: str | None = None) -> str:
    """Return the text in the language, by default the active one, or else in English, or else in any."""
    return in_language(text, language or get_language() or "en")
