"""Pick a language out of a text that builders wrote; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_language(text: Any, language: str) -> str:
    """Return the text in the language, or else in English, or else in any."""
    if not isinstance(text, Mapping):
        return "" if text is None else str(text)
    wanted = language.lower()
    for candidate in (wanted, wanted.split("-")[0], "en"):
        if text.get(candidate):
            return str(text[candidate])
    return next((str(value) for value in text.values() if value), "")
