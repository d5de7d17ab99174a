"""One of several options."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.definitions.text import TEXT_SCHEMA, localized
from builder.exceptions import Problem

from . import field_types
from .base import Field, Settings, refuse


@field_types.register
class ChoiceField(Field):
    """One option; its stable key is stored, its name belongs to the definition."""

    key = "choice"
    label = _("Single choice")
    icon = "circle-dot"
    group = "choice"
    widget = "choice"
    operators = ("eq", "ne", "in", "not_in", "is_empty", "is_not_empty")
    searchable = True
    settings_schema = {
        "type": "object",
        "properties": {
            "options": {
                "type": "array",
                "title": _("Options"),
                "x-widget": "options",
                "maxItems": 1000,
                "items": {
                    "type": "object",
                    "properties": {
                        "key": {"type": "string", "minLength": 1, "maxLength": 60},
                        "label": TEXT_SCHEMA,
                        "color": {"type": "string", "maxLength": 20},
                        "archived": {"type": "boolean"},
                    },
                    "required": ["key"],
                },
            },
            "display": {
                "enum": ["list", "radio"],
                "default": "list",
                "title": _("Show as"),
                "x-labels": {"list": _("List"), "radio": _("Buttons")},
            },
        },
        "required": ["options"],
    }

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Describe one of the keys."""
        return {"type": "string", "enum": [option["key"] for option in settings.get("options", [])]}

    def clean(self, raw: Any, settings: Settings) -> str | None:
        """Return the option's key."""
        if raw is None or raw == "":
            return None
        if not isinstance(raw, str) or all(raw != option["key"] for option in settings.get("options", [])):
            refuse("option", _("Choose one of the options."))
        return raw

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return the option's name in the active language; an option that is gone shows its key."""
        if value is None:
            return ""
        for option in settings.get("options", []):
            if option["key"] == value:
                return localized(option.get("label")) or value
        return str(value)

    def convert_from_text(self, text: str, settings: Settings) -> str | None:
        """Return the key of the option with this key or name."""
        wanted = text.strip()
        if not wanted:
            return None
        for option in settings.get("options", []):
            label = option.get("label")
            names = list(label.values()) if isinstance(label, dict) else [label]
            if wanted == option["key"] or wanted.casefold() in [str(name).casefold() for name in names if name]:
                return str(option["key"])
        return refuse("option", _("There is no option %(name)s."), name=wanted)

    def sample(self, settings: Settings) -> str | None:
        """Return the first option."""
        return next((option["key"] for option in settings.get("options", [])), None)

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Refuse a list without options, or with one key twice."""
        return option_problems(settings)


def option_problems(settings: Settings) -> list[Problem]:
    """Return what is wrong with a list of options."""
    options = settings.get("options") or []
    if not options:
        return [Problem("options", "required", _("Add at least one option."))]
    seen: set[str] = set()
    problems = []
    for index, option in enumerate(options):
        if option["key"] in seen:
            message = _("Two options have the key %(key)s.")
            problems.append(Problem(f"options.{index}.key", "duplicate", message, {"key": option["key"]}))
        seen.add(option["key"])
    return problems
