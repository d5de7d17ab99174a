"""Periods named relative to today."""

from __future__ import annotations

import datetime as dt
import re

_COUNTED = re.compile(r"(last|next)_(\d{1,4})_days\Z")
Period = tuple[dt.date, dt.date]


def period_of(name: str, today: dt.date) -> Period:
    """Return the first day of a period and the first day after it.

    Known are `today`, `yesterday`, `tomorrow`, `last_<n>_days`, `next_<n>_days`, and `this_`, `last_` and `next_`
    before `week`, `month`, `quarter` and `year`.

    Raises:
        ValueError: there is no such period.
    """
    if name in ("yesterday", "today", "tomorrow"):
        day = today + dt.timedelta(days=("yesterday", "today", "tomorrow").index(name) - 1)
        return day, day + dt.timedelta(days=1)
    if counted := _COUNTED.match(name):
        days = dt.timedelta(days=int(counted[2]))
        after = today + dt.timedelta(days=1)
        return (after - days, after) if counted[1] == "last" else (today, today + days)
    which, _dash, unit = name.partition("_")
    shift = {"last": -1, "this": 0, "next": 1}.get(which)
    if shift is None or unit not in ("week", "month", "quarter", "year"):
        raise ValueError(name)
    if unit == "week":
        start = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=shift)
        return start, start + dt.timedelta(weeks=1)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = today.year * 12 + (today.month - 1) // months * months + shift * months
    return _month(first), _month(first + months)


def _month(count: int) -> dt.date:
    return dt.date(count // 12, count % 12 + 1, 1)
