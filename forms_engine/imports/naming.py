"""Make a form's document that fits a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from forms_engine.engine.schemas import RESERVED

LONGEST_KEY = 40
TYPES = ("text", "longtext", "number", "money", "date", "datetime", "choice", "checkbox")


def key_for(name: str, taken: Iterable[str]) -> str:
    """Return a field key that resembles a column's name and is not taken."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", unicodedata.normalize("NFKC", name))
    plain = re.sub(r"_+", "_", re.sub(r"\W+", "_", spaced.casefold())).strip("_")
    if not plain or not plain[0].isalpha() or not plain.isidentifier():
        plain = f"field_{plain}".strip("_") if f"field_{plain}".isidentifier() else "field"
    plain = plain[: LONGEST_KEY - 4].strip("_")
    known = {key.casefold() for key in taken}
    candidates = [plain, *(f"{plain}_{count}" for count in range(2, 1000))]
    return next(key for key in candidates if key not in known and key not in RESERVED)


def option_key(text: str, taken: Iterable[str]) -> str:
    """Return the key of an option that resembles its name."""
    plain = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", text).casefold()).strip("_")[:50] or "option"
    known = set(taken)
    return next(key for key in (plain, *(f"{plain}_{count}" for count in range(2, 10_000))) if key not in known)


def document_for(title: str, columns: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], dict[int, str]]:
    """Return a form's document with a field for each column, and which column goes into which field.

    A column has `index`, `name` and `type`, for a choice its `options`, and may be `required` or `unique`.
    """
    properties: dict[str, Any] = {}
    places: dict[int, str] = {}
    for column in columns:
        key = key_for(column["name"], properties)
        field: dict[str, Any] = {"type": column["type"], "label": column["name"][:200]}
        if column["type"] == "choice":
            field["options"] = _options(column.get("options", ()))
        if column["type"] == "money":
            field["decimals"] = 2 if column.get("decimals", 2) <= 2 else 4
        if column.get("unique"):
            field["unique"] = True
        properties[key] = {"x-field": field}
        places[column["index"]] = key
    required = [places[column["index"]] for column in columns if column.get("required")]
    return {"title": title, "required": required, "properties": properties}, places


def _options(texts: Iterable[str]) -> list[dict[str, str]]:
    options: list[dict[str, str]] = []
    for text in texts:
        options.append({"key": option_key(text, [one["key"] for one in options]), "label": text[:200]})
    return options
