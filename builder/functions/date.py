"""Functions for dates and moments, in the workspace's time zone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from builder.expressions import moments, numbers
from builder.expressions.calls import Call
from builder.expressions.errors import gettext_noop as _
from builder.expressions.tree import Node
from builder.expressions.types import Date, DateTime, Number

from . import functions
from .base import Example, Function, Parameter, date, number

WHEN = Parameter("date", ("date", "datetime"))
MOMENT = Parameter("moment", ("datetime",))
UNIT = Parameter("unit", ("text",), words=("d", "m", "y"))
MOST_MONTHS = 12_000
MOST_DAYS = 366_000


class DateFunction(Function):
    """A function for dates; a moment is taken as the workspace's clocks show it."""

    family = "date"


@functions.register
class Today(DateFunction):
    """TODAY."""

    key = "TODAY"
    usage = "TODAY() - 30"
    composed = True
    description = _("Returns the present day.")

    def build(self, call: Call) -> Node:
        """Ask the environment."""
        call.expected()
        return Node("today", Date)


@functions.register
class Now(DateFunction):
    """NOW."""

    key = "NOW"
    usage = "NOW()"
    composed = True
    description = _("Returns the present moment.")

    def build(self, call: Call) -> Node:
        """Ask the environment."""
        call.expected()
        return Node("now", DateTime)


@functions.register
class DateValue(DateFunction):
    """DATEVALUE."""

    key = "DATEVALUE"
    description = _("Returns the day of a moment.")
    parameters = (MOMENT,)
    returns = Date
    examples = (Example('DATEVALUE(d"2026-03-01T23:30:00Z")', "2026-03-01"),)
    postgresql = "({0} AT TIME ZONE {zone})::date"

    def run(self, env: Any, value: dt.datetime) -> dt.date:
        """Look at the calendar."""
        return moments.to_local(value, env.zone).date()


@functions.register
class MakeDate(DateFunction):
    """DATE."""

    key = "DATE"
    description = _("Returns the day with this year, month and day; month 13 is January of the next year.")
    parameters = (number("year"), number("month"), number("day"))
    returns = Date
    examples = (Example("DATE(2026, 3, 1)", "2026-03-01"), Example("DATE(2026, 3, 0)", "2026-02-28"))
    postgresql = (
        "(SELECT CASE WHEN trunc(y) BETWEEN 1900 AND 9000 AND abs(trunc(m)) <= 1200 AND abs(trunc(d)) <= 36600 "
        "THEN (make_date(trunc(y)::int, 1, 1) + make_interval(months => trunc(m)::int - 1))::date "
        "+ (trunc(d)::int - 1) END FROM (SELECT {0} AS y, {1} AS m, {2} AS d OFFSET 0) q)"
    )

    def run(self, env: Any, year: Decimal, month: Decimal, day: Decimal) -> dt.date | None:
        """Count from the first of January."""
        if not (1900 <= year < 9001 and -1201 < month < 1201 and -36601 < day < 36601):
            return None
        first = moments.add_months(dt.date(int(year), 1, 1), int(month) - 1)
        return first and moments.add_days(first, int(day) - 1)


@functions.register
class EDate(DateFunction):
    """EDATE."""

    key = "EDATE"
    leaves_calendar = True
    description = _("Returns the day or moment so many months later, kept within its month.")
    parameters = (WHEN, number("months"))
    examples = (Example("EDATE(DATE(2026, 1, 31), 1)", "2026-02-28"),)
    postgresql = {
        "date": (
            "(SELECT CASE WHEN abs(trunc(n)) <= 12000 THEN (d + make_interval(months => trunc(n)::int))::date END "
            "FROM (SELECT {0} AS d, {1} AS n OFFSET 0) q)"
        ),
        "datetime": (
            "(SELECT CASE WHEN abs(trunc(n)) <= 12000 THEN ((d AT TIME ZONE {zone}) "
            "+ make_interval(months => trunc(n)::int)) AT TIME ZONE {zone} END "
            "FROM (SELECT {0} AS d, {1} AS n OFFSET 0) q)"
        ),
    }

    def run(self, env: Any, value: dt.date, months: Decimal) -> dt.date | None:
        """Count the months on the calendar."""
        if abs(int(months)) > MOST_MONTHS:
            return None
        if not isinstance(value, dt.datetime):
            return moments.add_months(value, int(months))
        wall = moments.add_months(moments.to_local(value, env.zone), int(months))
        return moments.from_local(wall, env.zone) if isinstance(wall, dt.datetime) else None


@functions.register
class EOMonth(DateFunction):
    """EOMONTH."""

    on_days = True
    key = "EOMONTH"
    leaves_calendar = True
    description = _("Returns the last day of the month so many months later.")
    parameters = (WHEN, number("months"))
    returns = Date
    examples = (Example("EOMONTH(DATE(2026, 1, 15), 1)", "2026-02-28"),)
    postgresql = (
        "(SELECT CASE WHEN abs(trunc(n)) <= 12000 THEN "
        "(date_trunc('month', d::timestamp) + make_interval(months => trunc(n)::int + 1))::date - 1 END "
        "FROM (SELECT {0} AS d, {1} AS n OFFSET 0) q)"
    )

    def run(self, env: Any, value: dt.date, months: Decimal) -> dt.date | None:
        """Go to the month's last day."""
        if abs(int(months)) > MOST_MONTHS:
            return None
        first = moments.add_months(value.replace(day=1), int(months))
        return first and first.replace(day=moments.days_in_month(first.year, first.month))


@functions.register
class AddDays(DateFunction):
    """ADDDAYS."""

    key = "ADDDAYS"
    leaves_calendar = True
    description = _("Returns the day or moment so many days later; a day of a moment has 24 hours.")
    parameters = (WHEN, number("days"))
    examples = (Example("ADDDAYS(DATE(2026, 2, 27), 3)", "2026-03-02"),)
    postgresql = {
        "date": (
            "(SELECT CASE WHEN abs(n) <= 366000 THEN d + trunc(n)::int END FROM (SELECT {0} AS d, {1} AS n OFFSET 0) q)"
        ),
        "datetime": (
            "(SELECT CASE WHEN abs(n) <= 366000 THEN d + trunc(n)::int * interval '24 hours' "
            "+ round((n - trunc(n)) * 86400000000)::bigint * interval '1 microsecond' END "
            "FROM (SELECT {0} AS d, {1} AS n OFFSET 0) q)"
        ),
    }

    def run(self, env: Any, value: dt.date, days: Decimal) -> dt.date | None:
        """Count the days."""
        if abs(days) > MOST_DAYS:
            return None
        if not isinstance(value, dt.datetime):
            return moments.add_days(value, int(days))
        microseconds = numbers.rounded(numbers.multiply(days, Decimal(86_400_000_000)), 0)
        return moments.add_duration(value, dt.timedelta(microseconds=int(microseconds)))


@functions.register
class Days(DateFunction):
    """DAYS."""

    on_days = True
    key = "DAYS"
    description = _("Returns the number of days from the second date to the first.")
    parameters = (date("end"), date("start"))
    returns = Number
    examples = (Example("DAYS(DATE(2026, 3, 1), DATE(2026, 2, 1))", "28"),)
    postgresql = "({0} - {1})::numeric"

    def run(self, env: Any, end: dt.date, start: dt.date) -> Decimal:
        """Count the days."""
        return Decimal((end - start).days)

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a number of days has."""
        return 7


@functions.register
class DateDif(DateFunction):
    """DATEDIF."""

    on_days = True
    key = "DATEDIF"
    description = _('Returns the whole days ("d"), months ("m") or years ("y") from one date to another.')
    parameters = (date("start"), date("end"), UNIT)
    returns = Number
    examples = (
        Example('DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), "m")', "1"),
        Example('DATEDIF(DATE(2026, 1, 1), DATE(2025, 1, 2), "d")', "-364"),
        Example('DATEDIF(DATE(2020, 2, 29), DATE(2026, 2, 27), "y")', "5"),
    )
    postgresql = (
        "(SELECT CASE u WHEN 'd' THEN (b - a)::numeric WHEN 'm' THEN s * m ELSE s * trunc(m / 12) END FROM "
        "(SELECT a, b, u, s, "
        "(n - CASE WHEN (lo + make_interval(months => n))::date > hi THEN 1 ELSE 0 END)::numeric AS m "
        "FROM (SELECT *, ((extract(year from hi) - extract(year from lo)) * 12 + extract(month from hi) "
        "- extract(month from lo))::int AS n FROM (SELECT a, b, u, CASE WHEN b < a THEN -1 ELSE 1 END AS s, "
        "CASE WHEN b < a THEN b ELSE a END AS lo, CASE WHEN b < a THEN a ELSE b END AS hi "
        "FROM (SELECT {0} AS a, {1} AS b, {2} AS u OFFSET 0) q1 WHERE a IS NOT NULL AND b IS NOT NULL) q2) q3) q4)"
    )

    def run(self, env: Any, start: dt.date, end: dt.date, unit: str) -> Decimal:
        """Count whole units."""
        if unit == "d":
            return Decimal((end - start).days)
        months = moments.months_between(start, end)
        return Decimal(months if unit == "m" else int(months / 12))

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a number of days has."""
        return 7


@functions.register
class NetworkDays(DateFunction):
    """NETWORKDAYS."""

    on_days = True
    key = "NETWORKDAYS"
    description = _("Returns how many days from Monday to Friday there are from one date to another, both counted.")
    parameters = (date("start"), date("end"))
    returns = Number
    examples = (Example("NETWORKDAYS(DATE(2026, 3, 2), DATE(2026, 3, 9))", "6"),)
    postgresql = (
        "(SELECT s * (div(n, 7) * 5 + (SELECT count(*) FROM generate_series(0, mod(n, 7)::int - 1) i "
        "WHERE mod((w + i - 1)::int, 7) < 5)) "
        "FROM (SELECT s, w, n FROM (SELECT CASE WHEN b < a THEN -1 ELSE 1 END AS s, "
        "extract(isodow from CASE WHEN b < a THEN b ELSE a END)::int AS w, (abs(b - a) + 1)::numeric AS n "
        "FROM (SELECT {0} AS a, {1} AS b OFFSET 0) q1 WHERE a IS NOT NULL AND b IS NOT NULL) q2) q3)"
    )

    def run(self, env: Any, start: dt.date, end: dt.date) -> Decimal:
        """Count the working days."""
        return Decimal(moments.workdays(start, end))

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a number of days has."""
        return 7
