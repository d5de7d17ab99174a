"""Files."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions.types import ListOf, Text
from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse

MAX_FILES = 50


@field_types.register
class FileField(Field):
    """Uploaded files, as a list of their ids."""

    key = "file"
    label = _("Files")
    icon = "paperclip"
    group = "media"
    widget = "file"
    operators = ("is_empty", "is_not_empty")
    aggregates = ("count",)
    sortable = False
    settings_schema = {
        "type": "object",
        "properties": {
            "max_files": {
                "type": "integer",
                "minimum": 1,
                "maximum": MAX_FILES,
                "default": 10,
                "title": _("At most this many files"),
            },
            "max_size": {"type": "integer", "minimum": 1, "maximum": 1024, "title": _("Largest file in MB")},
            "accept": {
                "type": "array",
                "items": {"type": "string", "pattern": r"^\.[a-z0-9]{1,10}$"},
                "maxItems": 40,
                "title": _("Kinds of file"),
                "x-widget": "tags",
            },
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe a list of ids."""
        limit = settings.get("max_files", MAX_FILES)
        return {"type": "array", "maxItems": limit, "uniqueItems": True, "items": {"type": "string", "format": "uuid"}}

    def clean(self, raw: Any, settings: Settings) -> list[str] | None:
        """Return the ids once each; an empty list is blank."""
        if raw is None or raw == "" or raw == []:
            return None
        if not isinstance(raw, list):
            refuse("type", _("Choose files."))
        limit = settings.get("max_files", MAX_FILES)
        if len(raw) > limit:
            refuse("max_files", _("Choose at most %(limit)s files."), limit=limit)
        return list(dict.fromkeys(_file_id(one) for one in raw))

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Refuse: a file cannot come out of a cell."""
        if not text.strip():
            return None
        refuse("type", _("Files cannot be imported from a cell."))

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a list of ids, which can be counted."""
        return ListOf(Text)

    def column(self, settings: Settings) -> Column:
        """Store the list."""
        return Column("json")

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep ids out of the search."""
        return ""

    def sample(self, settings: Settings) -> list[str]:
        """Return one file."""
        return ["00000000-0000-4000-8000-000000000001"]


def _file_id(raw: Any) -> str:
    try:
        return str(uuid.UUID(raw))
    except (ValueError, TypeError, AttributeError):
        refuse("type", _("Choose files."))
