"""What a cell says: numbers, dates and yes/no as people write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

Reader = Callable[[Any], Any]

YES = frozenset({"1", "true", "yes", "y", "t", "x", "on", "✓", "√", "是", "对", "有"})
NO = frozenset({"0", "false", "no", "n", "f", "off", "", "✗", "×", "否", "错", "无"})
BLANKS = frozenset({"na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "\\n", "无"})
DAY_FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y%m%d",
    "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d/%m/%y", "%m/%d/%y",
)  # fmt: skip
TIME_FORMATS = (" %H:%M:%S", " %H:%M", "T%H:%M:%S", " %I:%M %p", " %H:%M:%S.%f")
MOMENT_FORMATS = tuple(day + time for day in DAY_FORMATS for time in TIME_FORMATS)
_CURRENCY = re.compile(r"^(?:[$€£¥￥]|[A-Z]{3}|US\$|HK\$)\s*|\s*(?:[$€£¥￥元]|[A-Z]{3})$")
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[, '\u00a0\u202f]\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?\Z")
_COMMA_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[. '\u00a0\u202f]\d{3})+)(?:,\d+)?\Z")
MAX_DIGITS = 40


def text_of(cell: Any) -> str:
    """Return a cell as the text a person sees; a whole number has no decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ")
    return str(cell).strip()


def is_blank(cell: Any) -> bool:
    """Tell whether a cell is a sign for nothing, as programs write it where a number or a date is missing."""
    return isinstance(cell, str) and cell.strip().casefold() in BLANKS


def read_number(cell: Any, comma: bool = False) -> Decimal:
    """Return the number in a cell; with `comma`, the comma is the decimal mark.

    Raises:
        ValueError: it is no number.
    """
    if isinstance(cell, bool):
        raise ValueError(cell)
    if isinstance(cell, int | Decimal):
        return _finite(Decimal(cell))
    if isinstance(cell, float):
        # A spreadsheet computes in binary: 12.299999999999999 was meant to be 12.3.
        return _finite(Decimal(f"{cell:.15g}"))
    text = _CURRENCY.sub("", text_of(cell))
    sign = ""
    if text.startswith("(") and text.endswith(")"):
        sign, text = "-", text[1:-1]
    percent = text.endswith("%")
    text = text.rstrip("% ")
    if len(text) > MAX_DIGITS or not text or not (_COMMA_NUMBER if comma else _NUMBER).match(text):
        raise ValueError(cell)
    plain = re.sub(r"[. '\u00a0\u202f]" if comma else r"[, '\u00a0\u202f]", "", text)
    number = _decimal(sign + plain.replace(",", "."))
    return number.scaleb(-2) if percent else number


def _decimal(text: str) -> Decimal:
    try:
        return _finite(Decimal(text))
    except InvalidOperation:
        raise ValueError(text) from None


def _finite(number: Decimal) -> Decimal:
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        raise ValueError(number)
    return number if number.as_tuple().exponent not in (1, 2, 3) else Decimal(f"{number:f}")


def read_flag(cell: Any) -> bool:
    """Return the yes or no in a cell.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(cell, bool):
        return cell
    text = text_of(cell).lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(cell)


@lru_cache(maxsize=4096)
def _parsed(text: str, formats: tuple[str, ...]) -> datetime.datetime:
    for pattern in formats:
        try:
            return datetime.datetime.strptime(text, pattern)  # noqa: DTZ007 - the caller adds the zone
        except ValueError:
            continue
    raise ValueError(text)


def read_day(cell: Any, formats: tuple[str, ...] = DAY_FORMATS) -> datetime.date:
    """Return the day in a cell, trying the formats in order; a moment at midnight counts as its day.

    Raises:
        ValueError: it is no day.
    """
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = text_of(cell)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return _parsed(text, formats).date()
    if moment.time() != datetime.time():
        raise ValueError(cell)
    return moment.date()


def read_moment(cell: Any, formats: tuple[str, ...] = MOMENT_FORMATS + DAY_FORMATS) -> datetime.datetime:
    """Return the moment in a cell, without a zone unless the cell names one.

    Raises:
        ValueError: it is no moment.
    """
    if isinstance(cell, datetime.datetime):
        return cell
    if isinstance(cell, datetime.date):
        return datetime.datetime.combine(cell, datetime.time())
    text = text_of(cell)
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return _parsed(text, formats)
