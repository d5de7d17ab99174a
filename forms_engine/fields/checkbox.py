"""Yes or no."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from builder.expressions.types import Boolean
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse

_YES = {"1", "true", "yes", "y", "x", "on", "是", "√", "✓", "对", "真"}
_NO = {"0", "false", "no", "n", "off", "否", "×", "✗", "错", "假"}


@field_types.register
class CheckboxField(Field):
    """A tick."""

    key = "checkbox"
    label = _("Checkbox")
    icon = "square-check"
    group = "choice"
    widget = "checkbox"
    operators = ("is_true", "is_not_true", "is_empty", "is_not_empty")

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe true or false."""
        return {"type": "boolean"}

    def clean(self, raw: Any, settings: Settings) -> bool | None:
        """Return the tick."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, bool):
            refuse("type", _("Enter yes or no."))
        return raw

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return yes or no."""
        return "" if value is None else gettext("Yes") if value else gettext("No")

    def convert_from_text(self, text: str, settings: Settings) -> bool | None:
        """Return the tick for the usual words of yes and no."""
        word = text.strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        return None if not word else refuse("type", _("Enter yes or no."))

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep ticks out of the search."""
        return ""

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be yes or no."""
        return Boolean

    def column(self, settings: Settings) -> Column:
        """Store the tick."""
        return Column("boolean")

    def sample(self, settings: Settings) -> bool:
        """Return a tick."""
        return True
