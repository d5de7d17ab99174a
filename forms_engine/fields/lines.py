"""Sub-tables: rows that belong to a record."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Field, Records, Settings, refuse

MAX_ROWS = 2000


@field_types.register
class LinesField(Field):
    """Rows with columns of their own, saved with their record; the columns are the property's `items`."""

    key = "lines"
    label = _("Lines")
    icon = "table"
    group = "table"
    widget = "lines"
    operators = ("is_empty", "is_not_empty")
    aggregates = ("count",)
    sortable = False
    in_lines = False
    adopts = {"minItems": "min_rows", "maxItems": "max_rows"}
    settings_schema = {
        "type": "object",
        "properties": {
            "min_rows": {"type": "integer", "minimum": 0, "maximum": MAX_ROWS, "title": _("At least this many rows")},
            "max_rows": {"type": "integer", "minimum": 1, "maximum": MAX_ROWS, "title": _("At most this many rows")},
            "totals": {
                "type": "array",
                "items": {"type": "string"},
                "maxItems": 50,
                "title": _("Columns with a total"),
                "x-widget": "line-fields",
            },
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a list of rows; the engine adds what a row is."""
        schema: dict[str, Any] = {"type": "array", "maxItems": settings.get("max_rows", MAX_ROWS)}
        if settings.get("min_rows"):
            schema["minItems"] = settings["min_rows"]
        return schema

    def clean(self, raw: Any, settings: Settings) -> list[dict[str, Any]] | None:
        """Return the rows as they are; the engine cleans each one by its columns."""
        if raw is None or raw == "" or raw == []:
            return None
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            refuse("type", _("Enter rows."))
        limit = settings.get("max_rows", MAX_ROWS)
        if len(raw) > limit:
            refuse("max_rows", _("Enter at most %(limit)s rows."), limit=limit)
        return raw

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return how many rows there are."""
        return str(len(value)) if value else ""

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Refuse: rows cannot come out of a cell."""
        if not text.strip():
            return None
        refuse("type", _("Rows cannot be imported from a cell."))

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Fail: the engine knows the columns, this type does not."""
        raise NotImplementedError

    def column(self, settings: Settings) -> None:
        """Store nothing in the record's own row."""
        return

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep rows out of the search."""
        return ""

    def sample(self, settings: Settings) -> list[dict[str, Any]]:
        """Return no rows; the engine adds one."""
        return []

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse a least number of rows above the largest."""
        if settings.get("min_rows", 0) > settings.get("max_rows", MAX_ROWS):
            return [Problem("min_rows", "range", _("The least number of rows is above the largest."))]
        return []
