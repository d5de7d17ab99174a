"""Functions that give a duration in one unit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from builder.expressions import moments, numbers
from builder.expressions.errors import gettext_noop as _
from builder.expressions.types import Number

from . import functions
from .base import Example, Function, Parameter


class InUnits(Function):
    """A duration in one unit."""

    family = "date"
    parameters = (Parameter("duration", ("duration",)),)
    returns = Number
    unit: int

    def run(self, env: Any, value: dt.timedelta) -> Decimal | None:
        """Divide by the unit."""
        return numbers.divide(Decimal(moments.microseconds(value)), Decimal(self.unit))

    def sql(self, kinds: list[str]) -> str:
        """Return the same division."""
        return f"round(extract(epoch from {{0}}) * 1000000 / {self.unit}::numeric, 10)"

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a number of seconds has."""
        return 12


@functions.register
class InDays(InUnits):
    """INDAYS."""

    key = "INDAYS"
    unit = 86_400_000_000
    description = _("Returns a duration in days of 24 hours.")
    examples = (Example('INDAYS(t"PT36H")', "1.5"),)


@functions.register
class InHours(InUnits):
    """INHOURS."""

    key = "INHOURS"
    unit = 3_600_000_000
    description = _("Returns a duration in hours.")
    examples = (Example('INHOURS(t"PT90M")', "1.5"),)


@functions.register
class InMinutes(InUnits):
    """INMINUTES."""

    key = "INMINUTES"
    unit = 60_000_000
    description = _("Returns a duration in minutes.")
    examples = (Example('INMINUTES(t"PT90S")', "1.5"),)


@functions.register
class InSeconds(InUnits):
    """INSECONDS."""

    key = "INSECONDS"
    unit = 1_000_000
    description = _("Returns a duration in seconds.")
    examples = (Example('INSECONDS(t"PT1.5S")', "1.5"),)
