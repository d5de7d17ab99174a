"""People."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.expressions.types import Type as ExpressionType

from . import field_types
from .base import Column, Field, Records, Settings, refuse


@field_types.register
class MemberField(Field):
    """One person of the workspace, by id."""

    key = "member"
    label = _("Person")
    icon = "user"
    group = "people"
    widget = "member"
    operators = ("eq", "ne", "in", "not_in", "is_me", "is_empty", "is_not_empty")
    settings_schema = {
        "type": "object",
        "properties": {
            "default_me": {"type": "boolean", "default": False, "title": _("Starts with the person who fills in")}
        },
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe an id."""
        return {"type": "integer", "minimum": 1}

    def clean(self, raw: Any, settings: Settings) -> int | None:
        """Return the person's id; whether there is such a person is the database's answer."""
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 < raw < 2**63:
            refuse("type", _("Choose a person."))
        return int(raw)

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Return the user name, email address or name that says who it is."""
        return text.strip() or None

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Be a person, with a name, an email address and a department."""
        return records("member")

    def column(self, settings: Settings) -> Column:
        """Point to the person."""
        return Column("reference", "member")

    def search_text(self, value: Any, settings: Settings) -> str:
        """Keep ids out of the search."""
        return ""

    def sample(self, settings: Settings) -> int:
        """Return an id."""
        return 1
