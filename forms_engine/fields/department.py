"""Departments."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse


@field_types.register
class DepartmentField(Field):
    """One department, by id."""

    key = "department"
    label = _("Department")
    icon = "building"
    group = "people"
    widget = "department"
    operators = ("eq", "ne", "in", "not_in", "below", "is_mine", "is_empty", "is_not_empty")
    settings_schema = {
        "type": "object",
        "properties": {
            "default_mine": {"type": "boolean", "default": False, "title": _("Starts with the person's department")}
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe an id."""
        return {"type": "integer", "minimum": 1}

    def clean(self, raw: Any, settings: Settings) -> int | None:
        """Return the department's id; whether there is such a department is the database's answer."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw < 2**63:
            refuse("type", _("Choose a department."))
        return int(raw)

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Return the name that says which department it is."""
        return text.strip() or None

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a department, with a name and a head."""
        return records("department")

    def column(self, settings: Settings) -> Column:
        """Point to the department."""
        return Column("reference", "department")

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep ids out of the search."""
        return ""

    def sample(self, settings: Settings) -> int:
        """Return an id."""
        return 1
