"""The field types, as the designer and other programs see them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from forms_engine.fields import Field, field_types
from forms_engine.fields.base import plain


def field_catalog() -> dict[str, Any]:
    """Return the groups of the palette and every field type, in the active language."""
    groups = {
        "text": _("Text"),
        "number": _("Numbers"),
        "choice": _("Choices"),
        "time": _("Dates"),
        "people": _("People"),
        "reference": _("Other records"),
        "table": _("Tables"),
        "media": _("Files"),
        "system": _("Computed"),
    }
    known = list(groups)
    types = sorted(field_types, key=lambda one: (known.index(one.group) if one.group in known else len(known), one.key))
    return {
        "groups": [{"key": key, "label": label} for key, label in groups.items()],
        "results": [_described(one) for one in types],
    }


def _described(one: Field) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": str(one.label),
        "icon": one.icon,
        "group": one.group,
        "widget": one.widget,
        "operators": list(one.operators),
        "aggregates": list(one.aggregates),
        "sortable": one.sortable,
        "searchable": one.searchable,
        "unique_allowed": one.unique_allowed,
        "in_lines": one.in_lines,
        "computed": one.computed,
        "settings_schema": plain(one.settings_schema),
    }
