"""Numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.expressions.types import NumberOrZero
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, decimal_places, read_decimal, refuse

MAX_DECIMALS = 6
MAX_DIGITS = 15


@field_types.register
class NumberField(Field):
    """An exact number of at most 15 significant digits, which every JSON reader can hold."""

    key = "number"
    label = _("Number")
    icon = "hash"
    group = "number"
    widget = "number"
    operators = ("eq", "ne", "lt", "le", "gt", "ge", "between", "in", "is_empty", "is_not_empty")
    aggregates = ("count", "count_distinct", "sum", "avg", "min", "max")
    unique_allowed = True
    adopts = {"minimum": "min", "maximum": "max"}
    settings_schema = {
        "type": "object",
        "properties": {
            "decimals": {
                "type": "integer",
                "minimum": 0,
                "maximum": MAX_DECIMALS,
                "title": _("Decimal places"),
            },
            "min": {"type": "number", "title": _("Smallest value")},
            "max": {"type": "number", "title": _("Largest value")},
            "unit": {"type": "string", "maxLength": 20, "title": _("Unit")},
            "percent": {"type": "boolean", "default": False, "title": _("Show as percent")},
            "grouping": {"type": "boolean", "default": True, "title": _("Group digits")},
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a JSON number within its bounds."""
        schema: dict[str, Any] = {"type": "integer" if settings.get("decimals") == 0 else "number"}
        if "min" in settings:
            schema["minimum"] = settings["min"]
        if "max" in settings:
            schema["maximum"] = settings["max"]
        return schema

    def clean(self, raw: Any, settings: Settings) -> Decimal | None:
        """Return the exact number; text with a number in it counts, as browsers send it."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        number = read_decimal(raw)
        if number is None:
            refuse("type", _("Enter a number."))
        places = settings.get("decimals", MAX_DECIMALS)
        if decimal_places(number) > places:
            refuse("decimals", _("Use at most %(places)s decimal places."), places=places)
        self._refuse_size(number)
        _refuse_bounds(number, settings)
        return number

    def to_wire(self, value: Any, settings: Settings) -> int | float | None:
        """Return a JSON number."""
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return the number with its decimal places."""
        if value is None:
            return ""
        places = settings.get("decimals", decimal_places(value))
        return f"{value:.{places}f}"

    def convert_from_text(self, text: str, settings: Settings) -> Decimal | None:
        """Return the number; digits may be grouped by commas or blanks, and a percent sign divides by 100."""
        text = text.strip().replace(",", "").replace(" ", "").replace("\u00a0", "")
        if not text:
            return None
        if text.endswith("%") and settings.get("percent"):
            number = read_decimal(text[:-1])
            return self.clean(number / 100 if number is not None else text, settings)
        return self.clean(text, settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a number; blank counts as zero in sums unless the settings say otherwise."""
        return NumberOrZero

    def column(self, settings: Settings) -> Column:
        """Store an exact number."""
        return Column("decimal", scale=MAX_DECIMALS)

    def sample(self, settings: Settings) -> int | float:
        """Return a number within the bounds."""
        return settings.get("min", settings.get("max", 12))  # type: ignore[no-any-return]

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse bounds that exclude each other."""
        if "min" in settings and "max" in settings and settings["min"] > settings["max"]:
            return [Problem("min", "range", _("The smallest value is larger than the largest."))]
        return []

    def _refuse_size(self, number: Decimal) -> None:
        digits = number.normalize().as_tuple()
        if len(digits.digits) > MAX_DIGITS or abs(number) >= Decimal(10) ** 12:
            refuse("digits", _("Use at most 12 digits before the point and 15 in all."))


def _refuse_bounds(number: Decimal, settings: Settings) -> None:
    smallest = read_decimal(settings.get("min"))
    if smallest is not None and number < smallest:
        refuse("min", _("Enter %(limit)s or more."), limit=smallest)
    largest = read_decimal(settings.get("max"))
    if largest is not None and number > largest:
        refuse("max", _("Enter %(limit)s or less."), limit=largest)
