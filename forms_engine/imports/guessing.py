"""What kind of data a column holds, guessed from its cells."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .cells import (
    DAY_FORMATS,
    MOMENT_FORMATS,
    is_blank,
    read_day,
    read_flag,
    read_moment,
    read_number,
    text_of,
)

MAX_CHOICES = 20
LONG_TEXT = 200
MONEY_WORDS = (
    "amount", "price", "cost", "total", "freight", "salary", "fee", "budget", "payment",
    "金额", "价格", "单价", "费用", "总价", "合计", "工资", "预算",
)  # fmt: skip
CURRENCY_MARKS = tuple("$€£¥￥元")


@dataclass(frozen=True)
class Guess:
    """The likely field type of a column, and how its cells are written."""

    type: str
    options: list[str] = field(default_factory=list)
    formats: tuple[str, ...] = ()
    decimal_comma: bool = False
    filled: int = 0
    distinct: int = 0
    longest: int = 0
    samples: list[str] = field(default_factory=list)


def guess_column(name: str, cells: Sequence[Any]) -> Guess:
    """Return what a column seems to hold."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    texts = [text_of(cell) for cell in filled]
    counted = Counter(texts)
    plain = [cell for cell in filled if not is_blank(cell)]
    kind, more = _kind(name, plain, Counter(text_of(cell) for cell in plain))
    if kind in ("text", "longtext", "choice") and len(plain) < len(filled):
        # Among words, "NA" is a word.
        kind, more = _kind(name, filled, counted)
    return Guess(
        type=kind,
        filled=len(filled),
        distinct=len(counted),
        longest=max((len(text) for text in texts), default=0),
        samples=[text[:80] for text in list(counted)[:5]],
        **more,
    )


def _kind(name: str, filled: list[Any], counted: Counter[str]) -> tuple[str, dict[str, Any]]:
    if not filled:
        return "text", {}
    if len(counted) == 2 and _all(filled, read_flag) and not _leads_with_zero(counted):
        return "checkbox", {}
    if _is_number(filled, counted):
        return _number_kind(name, counted), {}
    return _time_kind(filled, counted) or _text_kind(name, filled, counted)


def _time_kind(filled: list[Any], counted: Counter[str]) -> tuple[str, dict[str, Any]] | None:
    days = working_formats(counted, DAY_FORMATS)
    if _all(filled, lambda cell: _strict_day(cell, days)):
        return "date", {"formats": days}
    moments = working_formats(counted, MOMENT_FORMATS)
    if _all(filled, lambda cell: _strict_moment(cell, moments)):
        return "datetime", {"formats": moments}
    return None


def _text_kind(name: str, filled: list[Any], counted: Counter[str]) -> tuple[str, dict[str, Any]]:
    if _all(filled, lambda cell: read_number(cell, comma=True)) and not _leads_with_zero(counted):
        return _number_kind(name, counted), {"decimal_comma": True}
    if any(len(text) > LONG_TEXT or "\n" in text for text in counted):
        return "longtext", {}
    if len(filled) >= 10 and len(counted) <= min(MAX_CHOICES, len(filled) // 4):
        return "choice", {"options": sorted(counted)}
    return "text", {}


def working_formats(texts: Counter[str], formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the formats which read every text; so day and month are told apart by the whole column."""
    return tuple(pattern for pattern in formats if all(_reads(text, pattern) for text in texts))


def _reads(text: str, pattern: str) -> bool:
    try:
        datetime.datetime.strptime(text, pattern)  # noqa: DTZ007 - only asks whether it can be read
    except ValueError:
        return False
    return True


def _strict_day(cell: Any, formats: tuple[str, ...]) -> Any:
    if isinstance(cell, int | float):
        raise ValueError(cell)
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time():
        raise ValueError(cell)
    return read_day(cell, formats)


def _strict_moment(cell: Any, formats: tuple[str, ...]) -> Any:
    if isinstance(cell, int | float):
        raise ValueError(cell)
    return read_moment(cell, formats)


def _is_number(filled: list[Any], counted: Counter[str]) -> bool:
    return _all(filled, read_number) and not _leads_with_zero(counted) and not _are_days(counted)


def _are_days(counted: Counter[str]) -> bool:
    return all(len(text) == 8 and text[:2] in ("19", "20") and _reads(text, "%Y%m%d") for text in counted)


def _leads_with_zero(counted: Counter[str]) -> bool:
    # "007" is a code: as a number it would lose its zeros, and long digit strings their last digits.
    return any((len(text) > 1 and text[0] == "0" and text.isdigit()) or len(text) > 15 for text in counted)


def _number_kind(name: str, counted: Counter[str]) -> str:
    plain = name.lower()
    marked = any(mark in text for text in counted for mark in CURRENCY_MARKS)
    return "money" if marked or any(word in plain for word in MONEY_WORDS) else "number"


def _all(cells: Sequence[Any], reader: Callable[[Any], Any]) -> bool:
    try:
        for cell in cells:
            reader(cell)
    except (ValueError, OverflowError):
        return False
    return True
