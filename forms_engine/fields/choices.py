"""Several of several options."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from builder.expressions.types import ListOf, Text
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse
from .choice import ChoiceField, option_problems

_single = ChoiceField()


@field_types.register
class ChoicesField(Field):
    """Any number of options, as a list of their keys."""

    key = "choices"
    label = _("Multiple choice")
    icon = "list-checks"
    group = "choice"
    widget = "choices"
    operators = ("has", "has_not", "is_empty", "is_not_empty")
    aggregates = ("count",)
    sortable = False
    searchable = True
    settings_schema = {
        "type": "object",
        "properties": {
            "options": ChoiceField.settings_schema["properties"]["options"],
            "max": {"type": "integer", "minimum": 1, "title": _("At most")},
        },
        "required": ["options"],
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a list of keys."""
        return {"type": "array", "uniqueItems": True, "items": _single.value_schema(settings)}

    def clean(self, raw: Any, settings: Settings) -> list[str] | None:
        """Return the keys in the order of the options; an empty list is blank."""
        if raw is None or raw == "" or raw == []:
            return None
        known = [option["key"] for option in settings.get("options", [])]
        if not isinstance(raw, list) or any(key not in known for key in raw):
            refuse("option", _("Choose from the options."))
        limit = settings.get("max")
        if limit is not None and len(set(raw)) > limit:
            refuse("max", _("Choose at most %(limit)s."), limit=limit)
        return [key for key in known if key in raw]

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return the names, separated by commas."""
        return ", ".join(_single.to_text(key, settings) for key in value or [])

    def convert_from_text(self, text: str, settings: Settings) -> list[str] | None:
        """Return the keys of names separated by commas or semicolons."""
        names = [name for name in re.split(r"[,;，；、]", text) if name.strip()]
        try:
            keys = [_single.convert_from_text(name, settings) for name in names]
        except Invalid:
            keys = [_single.convert_from_text(text, settings)]
        return self.clean(keys, settings)

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a list of keys."""
        return ListOf(Text)

    def column(self, settings: Settings) -> Column:
        """Store the list."""
        return Column("json")

    def sample(self, settings: Settings) -> list[str]:
        """Return the first option."""
        first = _single.sample(settings)
        return [first] if first else []

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse a list without options, or with one key twice."""
        return option_problems(settings)
