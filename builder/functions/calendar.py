"""Functions that read a number off the calendar or the clock, in the workspace's time zone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from builder.expressions import moments
from builder.expressions.errors import gettext_noop as _
from builder.expressions.types import Number

from . import functions
from .base import Example, Function, Parameter

WHEN = Parameter("date", ("date", "datetime"))
MOMENT = Parameter("moment", ("datetime",))


class DatePart(Function):
    """A number read off the calendar."""

    family = "date"
    on_days = True
    parameters = (WHEN,)
    returns = Number

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a year has."""
        return 4


class ClockPart(Function):
    """A number read off the clock."""

    family = "date"
    parameters = (MOMENT,)
    returns = Number

    def digits(self, digits: list[int]) -> int:
        """Return how many digits an hour has."""
        return 2


@functions.register
class Year(DatePart):
    """YEAR."""

    key = "YEAR"
    description = _("Returns the year.")
    examples = (Example("YEAR(DATE(2026, 3, 1))", "2026"),)
    postgresql = "extract(year from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the year."""
        return Decimal(value.year)


@functions.register
class Quarter(DatePart):
    """QUARTER."""

    key = "QUARTER"
    description = _("Returns the quarter, 1 to 4.")
    examples = (Example("QUARTER(DATE(2026, 5, 1))", "2"),)
    postgresql = "extract(quarter from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the quarter."""
        return Decimal((value.month + 2) // 3)


@functions.register
class Month(DatePart):
    """MONTH."""

    key = "MONTH"
    description = _("Returns the month, 1 to 12.")
    examples = (Example("MONTH(DATE(2026, 3, 1))", "3"),)
    postgresql = "extract(month from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the month."""
        return Decimal(value.month)


@functions.register
class WeekNum(DatePart):
    """WEEKNUM."""

    key = "WEEKNUM"
    description = _("Returns the number of the week; the first week has the year's first Thursday.")
    examples = (Example("WEEKNUM(DATE(2027, 1, 1))", "53"),)
    postgresql = "extract(week from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the week."""
        return Decimal(value.isocalendar().week)


@functions.register
class Day(DatePart):
    """DAY."""

    key = "DAY"
    description = _("Returns the day of the month.")
    examples = (Example("DAY(DATE(2026, 3, 31))", "31"),)
    postgresql = "extract(day from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the day."""
        return Decimal(value.day)


@functions.register
class Weekday(DatePart):
    """WEEKDAY."""

    key = "WEEKDAY"
    description = _("Returns the day of the week, from 1 for Monday to 7 for Sunday.")
    examples = (Example("WEEKDAY(DATE(2026, 3, 1))", "7"),)
    postgresql = "extract(isodow from {0})"

    def run(self, env: Any, value: dt.date) -> Decimal:
        """Read the day of the week."""
        return Decimal(value.isoweekday())


@functions.register
class Hour(ClockPart):
    """HOUR."""

    key = "HOUR"
    description = _("Returns the hour, 0 to 23.")
    examples = (Example('HOUR(d"2026-03-01T09:30:00")', "9"),)
    postgresql = "extract(hour from ({0} AT TIME ZONE {zone}))"

    def run(self, env: Any, value: dt.datetime) -> Decimal:
        """Read the hour."""
        return Decimal(moments.to_local(value, env.zone).hour)


@functions.register
class Minute(ClockPart):
    """MINUTE."""

    key = "MINUTE"
    description = _("Returns the minute, 0 to 59.")
    examples = (Example('MINUTE(d"2026-03-01T09:30:00")', "30"),)
    postgresql = "extract(minute from ({0} AT TIME ZONE {zone}))"

    def run(self, env: Any, value: dt.datetime) -> Decimal:
        """Read the minute."""
        return Decimal(moments.to_local(value, env.zone).minute)
