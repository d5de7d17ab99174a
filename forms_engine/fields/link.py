"""Links to a record of another form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse


@field_types.register
class LinkField(Field):
    """One record of another form of the app, by id."""

    key = "link"
    label = _("Link to a record")
    icon = "link"
    group = "reference"
    widget = "link"
    operators = ("eq", "ne", "in", "not_in", "is_empty", "is_not_empty")
    settings_schema = {
        "type": "object",
        "properties": {
            "form": {"type": "string", "minLength": 1, "maxLength": 40, "title": _("Form"), "x-widget": "form"},
            "filter": {
                "type": "string",
                "maxLength": 4000,
                "title": _("Only records where"),
                "x-widget": "expression",
                "x-of": "target",
            },
            "display": {
                "type": "array",
                "items": {"type": "string"},
                "maxItems": 10,
                "title": _("Columns to choose by"),
                "x-widget": "target-fields",
            },
            "fill": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "title": _("Fill other fields from the chosen record"),
                "x-widget": "fill",
            },
        },
        "required": ["form"],
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe an id."""
        return {"type": "integer", "minimum": 1}

    def clean(self, raw: Any, settings: Settings) -> int | None:
        """Return the record's id; whether the actor may link it is the database's answer."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw < 2**63:
            refuse("type", _("Choose a record."))
        return int(raw)

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Return the number or title that says which record it is."""
        return text.strip() or None

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be the linked record, with its fields behind a dot."""
        return records(f"form:{settings.get('form', '')}")

    def column(self, settings: Settings) -> Column:
        """Point to the record."""
        return Column("reference", f"form:{settings.get('form', '')}")

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep ids out of the search."""
        return ""

    def sample(self, settings: Settings) -> int:
        """Return an id."""
        return 1
