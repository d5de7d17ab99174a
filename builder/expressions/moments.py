"""Dates and moments: calendar arithmetic in the workspace's time zone."""

from __future__ import annotations

import datetime as dt

UTC = dt.UTC
DAY = dt.timedelta(days=1)
MICROSECOND = dt.timedelta(microseconds=1)
EPOCH = dt.datetime(1970, 1, 1, tzinfo=UTC)


def from_local(wall: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the moment a wall clock shows this time.

    A time that happens twice or never is the later moment, as PostgreSQL has it; one outside the calendar is blank.
    """
    try:
        first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    except OverflowError:
        return None
    return first if first >= second else second


def to_local(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return what a wall clock shows at the moment, without its zone; the calendar's ends stand for what is beyond."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return moment.replace(tzinfo=None)


def midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the moment the day begins."""
    return from_local(dt.datetime.combine(day, dt.time()), zone)


def days_in_month(year: int, month: int) -> int:
    """Return how many days the month has."""
    if month == 12:
        return 31
    return (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days


def add_months(day: dt.date, months: int) -> dt.date | None:
    """Return the day so many months later, kept within its month; blank beyond the calendar.

    Works for wall times too.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    if not 1 <= year <= 9999:
        return None
    return day.replace(year=year, month=month, day=min(day.day, days_in_month(year, month)))


def months_between(start: dt.date, end: dt.date) -> int:
    """Return the whole months from start to end, negative when end comes first."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    later = add_months(start, months)
    return months - 1 if months and (later is None or later > end) else months


def add_days(day: dt.date, days: int) -> dt.date | None:
    """Return the day so many days later, blank beyond the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def workdays(start: dt.date, end: dt.date) -> int:
    """Return how many days from Monday to Friday there are from start to end, both counted."""
    if end < start:
        return -workdays(end, start)
    whole, rest = divmod((end - start).days + 1, 7)
    first = start.isoweekday()
    return whole * 5 + sum(1 for i in range(rest) if (first + i - 1) % 7 < 5)


def microseconds(duration: dt.timedelta) -> int:
    """Return the duration in microseconds."""
    return duration // MICROSECOND


def instant(moment: dt.datetime) -> int:
    """Return the moment as microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def add_duration(moment: dt.datetime, duration: dt.timedelta) -> dt.datetime | None:
    """Return the moment so much later, blank beyond the calendar."""
    try:
        return moment + duration
    except OverflowError:
        return None
