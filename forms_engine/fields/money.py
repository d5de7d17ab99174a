"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.expressions.types import NumberOrZero
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, decimal_places, read_decimal, refuse

DEFAULT_DECIMALS = 2
MAX_DECIMALS = 4


@field_types.register
class MoneyField(Field):
    """An amount in one currency, kept exactly; on the wire it is text, so that no cent is lost in browsers."""

    key = "money"
    label = _("Money")
    icon = "coins"
    group = "number"
    widget = "money"
    operators = ("eq", "ne", "lt", "le", "gt", "ge", "between", "is_empty", "is_not_empty")
    aggregates = ("count", "count_distinct", "sum", "avg", "min", "max")
    settings_schema = {
        "type": "object",
        "properties": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "default": "CNY", "title": _("Currency")},
            "decimals": {
                "type": "integer",
                "minimum": 0,
                "maximum": MAX_DECIMALS,
                "default": 2,
                "title": _("Decimal places"),
            },
            "min": {"type": ["number", "string"], "title": _("Smallest value")},
            "max": {"type": ["number", "string"], "title": _("Largest value")},
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe an amount as text."""
        places = settings.get("decimals", DEFAULT_DECIMALS)
        fraction = rf"(\.\d{{1,{places}}})?" if places else ""
        return {"type": "string", "pattern": rf"^-?\d{{1,14}}{fraction}$"}

    def clean(self, raw: Any, settings: Settings) -> Decimal | None:
        """Return the exact amount."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        amount = read_decimal(raw)
        if amount is None:
            refuse("type", _("Enter an amount."))
        places = settings.get("decimals", DEFAULT_DECIMALS)
        if decimal_places(amount) > places:
            refuse("decimals", _("Use at most %(places)s decimal places."), places=places)
        if abs(amount) >= Decimal(10) ** 14:
            refuse("digits", _("Use at most 14 digits before the point."))
        _refuse_bounds(amount, settings)
        return amount

    def to_wire(self, value: Any, settings: Settings) -> str | None:
        """Return the amount as text with all its decimal places."""
        return None if value is None else f"{value:.{settings.get('decimals', DEFAULT_DECIMALS)}f}"

    def convert_from_text(self, text: str, settings: Settings) -> Decimal | None:
        """Return the amount; currency signs and the commas between digits do not matter."""
        text = text.strip().lstrip("¥￥$€£").replace(",", "").replace(" ", "").replace("\u00a0", "")
        return self.clean(text.removeprefix(settings.get("currency", "")), settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a number; blank counts as zero in sums."""
        return NumberOrZero

    def column(self, settings: Settings) -> Column:
        """Store an exact number."""
        return Column("decimal", scale=MAX_DECIMALS)

    def sample(self, settings: Settings) -> str:
        """Return an amount."""
        lowest = read_decimal(settings.get("min"))
        return str(self.to_wire(lowest if lowest is not None and lowest > 0 else Decimal(100), settings))

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse bounds that are no amounts or exclude each other."""
        bounds = {name: read_decimal(settings[name]) for name in ("min", "max") if name in settings}
        problems = [Problem(name, "type", _("Enter an amount.")) for name, bound in bounds.items() if bound is None]
        low, high = bounds.get("min"), bounds.get("max")
        if low is not None and high is not None and low > high:
            problems.append(Problem("min", "range", _("The smallest value is larger than the largest.")))
        return problems


def _refuse_bounds(amount: Decimal, settings: Settings) -> None:
    smallest = read_decimal(settings.get("min"))
    if smallest is not None and amount < smallest:
        refuse("min", _("Enter %(limit)s or more."), limit=smallest)
    largest = read_decimal(settings.get("max"))
    if largest is not None and amount > largest:
        refuse("max", _("Enter %(limit)s or less."), limit=largest)
