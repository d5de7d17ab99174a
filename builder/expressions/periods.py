"""Periods named relative to today, as the condition builder offers them, written as expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MONTH = "DATE(YEAR(TODAY()), MONTH(TODAY()), 1)"
WEEK = "TODAY() - WEEKDAY(TODAY())"
QUARTER = "DATE(YEAR(TODAY()), 3 * QUARTER(TODAY()) - 2, 1)"
YEAR = "DATE(YEAR(TODAY()), 1, 1)"
# The first day and the first day after.
NAMED: dict[str, tuple[str, str]] = {
    "today": ("TODAY()", "TODAY() + 1"),
    "yesterday": ("TODAY() - 1", "TODAY()"),
    "tomorrow": ("TODAY() + 1", "TODAY() + 2"),
    "this_week": (f"{WEEK} + 1", f"{WEEK} + 8"),
    "last_week": (f"{WEEK} - 6", f"{WEEK} + 1"),
    "next_week": (f"{WEEK} + 8", f"{WEEK} + 15"),
}
for _unit, _start, _months in (("month", MONTH, 1), ("quarter", QUARTER, 3), ("year", YEAR, 12)):
    NAMED[f"this_{_unit}"] = (_start, f"EDATE({_start}, {_months})")
    NAMED[f"last_{_unit}"] = (f"EDATE({_start}, -{_months})", _start)
    NAMED[f"next_{_unit}"] = (f"EDATE({_start}, {_months})", f"EDATE({_start}, {2 * _months})")

COUNTED = re.compile(r"(last|next)_(\d{1,4})_(day|week|month)s?\Z")
LAST_DAYS = re.compile(r"TODAY\(\) - (\d{1,5})\Z")
NEXT_DAYS = re.compile(r"TODAY\(\) \+ (\d{1,5})\Z")
LAST_MONTHS = re.compile(r"EDATE\(TODAY\(\), -(\d{1,4})\) \+ 1\Z")
NEXT_MONTHS = re.compile(r"EDATE\(TODAY\(\), (\d{1,4})\)\Z")
DAYS = {"day": 1, "week": 7}


def period_bounds(value: Any) -> tuple[str, str] | None:
    """Return the first day of a period and the first day after it, as expressions; None if there is no such period.

    A period is a name (`this_month`, `last_30_days`), `{"period": name}`, or `{"last": 30, "unit": "day"}`.
    """
    if isinstance(value, Mapping) and "period" in value:
        value = value["period"]
    if isinstance(value, str):
        counted = COUNTED.match(value)
        return _counted(counted[1], int(counted[2]), counted[3]) if counted else NAMED.get(value)
    if isinstance(value, Mapping):
        for which in ("last", "next"):
            count = value.get(which)
            if isinstance(count, int) and 0 < count < 10_000:
                return _counted(which, count, str(value.get("unit", "day")))
    return None


def _counted(which: str, count: int, unit: str) -> tuple[str, str] | None:
    if unit == "month":
        if which == "last":
            return f"EDATE(TODAY(), -{count}) + 1", "TODAY() + 1"
        return "TODAY()", f"EDATE(TODAY(), {count})"
    if unit not in DAYS:
        return None
    days = count * DAYS[unit]
    if which == "next":
        return "TODAY()", f"TODAY() + {days}"
    return f"TODAY() - {days - 1}", "TODAY() + 1"


def period_named(start: str, after: str) -> dict[str, Any] | None:
    """Return the period with these bounds, the way the condition builder writes it."""
    for name, bounds in NAMED.items():
        if bounds == (start, after):
            return {"period": name}
    which, bound, patterns = ("last", start, (LAST_DAYS, LAST_MONTHS))
    if after != "TODAY() + 1":
        which, bound, patterns = ("next", after, (NEXT_DAYS, NEXT_MONTHS))
        if start != "TODAY()":
            return None
    for unit, pattern in zip(("day", "month"), patterns, strict=True):
        if found := pattern.match(bound):
            # The last 30 days begin 29 days ago.
            return {which: int(found[1]) + (pattern is LAST_DAYS), "unit": unit}
    return None
