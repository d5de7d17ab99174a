"""How the cells of a column are written, when it is known what they hold; a few wrong cells do not matter."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from .cells import DAY_FORMATS, MOMENT_FORMATS, read_number, text_of

Hints = dict[str, Any]


def hints_for(kind: str, cells: Iterable[Any]) -> Hints:
    """Return `formats` for dates and moments, `decimal_comma` for numbers; nothing for other kinds."""
    texts = Counter(text_of(cell) for cell in cells if isinstance(cell, str) and cell)
    if kind in ("date", "datetime"):
        formats = DAY_FORMATS if kind == "date" else MOMENT_FORMATS + DAY_FORMATS
        return {"formats": best_formats(texts, formats)}
    if kind in ("number", "money"):
        comma, point = _count(texts, _read_with_comma), _count(texts, read_number)
        return {"decimal_comma": comma > point}
    return {}


def best_formats(texts: Counter[str], formats: tuple[str, ...]) -> list[str]:
    """Return the format that reads the most texts, so that day and month are told apart by the whole column."""
    if not texts:
        return []
    counts = [(_count(texts, partial(_parse, pattern)), -place) for place, pattern in enumerate(formats)]
    most, place = max(counts)
    return [formats[-place]] if most else []


def _read_with_comma(text: str) -> Any:
    return read_number(text, comma=True)


def _parse(pattern: str, text: str) -> dt.datetime:
    return dt.datetime.strptime(text, pattern)  # noqa: DTZ007 - only asks whether it can be read


def _count(texts: Counter[str], read: Callable[[str], Any]) -> int:
    found = 0
    for text, times in texts.items():
        try:
            read(text)
        except (ValueError, OverflowError):
            continue
        found += times
    return found
