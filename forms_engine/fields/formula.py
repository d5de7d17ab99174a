"""Values computed from other fields."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings

RESULTS = ("text", "number", "money", "date", "datetime", "checkbox")
_WIDE = Context(prec=60)


@field_types.register
class FormulaField(Field):
    """A value the platform computes with every change; its `result` is the field type it behaves like."""

    key = "formula"
    label = _("Formula")
    icon = "function"
    group = "system"
    widget = "formula"
    computed = True
    searchable = False
    settings_schema = {
        "type": "object",
        "properties": {
            "expression": {
                "type": "string",
                "maxLength": 4000,
                "title": _("Formula"),
                "x-widget": "expression",
            },
            "result": {
                "enum": list(RESULTS),
                "default": "number",
                "title": _("Result"),
                "x-labels": {
                    "text": _("Text"),
                    "number": _("Number"),
                    "money": _("Money"),
                    "date": _("Date"),
                    "datetime": _("Date and time"),
                    "checkbox": _("Checkbox"),
                },
            },
            "decimals": {"type": "integer", "minimum": 0, "maximum": 6, "title": _("Decimal places")},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "title": _("Currency")},
        },
        "required": ["expression"],
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe the result."""
        schema = {"type": "string"} if _result(settings).key == "text" else _result(settings).value_schema(settings)
        return {**schema, "readOnly": True}

    def clean(self, raw: Any, settings: Settings) -> Any:
        """Return the Python value of a stored result, to compare with."""
        return _result(settings).clean(raw, settings)

    def settle(self, value: Any, settings: Settings) -> Any:
        """Return a computed value as it is stored: numbers rounded to the decimal places, half away from zero.

        Numbers too large to store become blank.
        """
        if isinstance(value, Decimal):
            column = self.column(settings)
            scale = column.scale if column is not None else 0
            places = min(settings.get("decimals", 2 if settings.get("result") == "money" else scale), scale)
            rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
            return rounded if abs(rounded) < Decimal(10) ** (18 - scale) else None
        return value[:100_000] if isinstance(value, str) else value

    def to_wire(self, value: Any, settings: Settings) -> Any:
        """Return the wire value of the result's type."""
        return _result(settings).to_wire(value, settings)

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return the text of the result's type."""
        return _result(settings).to_text(value, settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be what the result is."""
        return _result(settings).expression_type(settings, records)

    def column(self, settings: Settings) -> Column | None:
        """Store the result."""
        return _result(settings).column(settings)

    def sample(self, settings: Settings) -> Any:
        """Return a sample of the result."""
        return _result(settings).sample(settings)

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse an empty formula."""
        if not str(settings.get("expression", "")).strip():
            return [Problem("expression", "required", _("Enter a formula."))]
        return []


def _result(settings: Settings) -> Field:
    return field_types.get(settings.get("result", "number"))
