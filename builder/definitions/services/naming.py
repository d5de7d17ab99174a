"""Find a free key for a new definition."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from builder.definitions.text import localized
from builder.exceptions import Conflict, Invalid, Problem

LONGEST = 40


def name_of(name: Any) -> Any:
    """Return the name when it says something.

    Raises:
        Invalid: it is empty, too long, or not a text.
    """
    text = localized(name)
    if not isinstance(name, str | dict) or not text.strip():
        raise Invalid(problems=[Problem("name", "required", _("Give it a name."))])
    if len(text) > 150:
        raise Invalid(problems=[Problem("name", "too_long", _("The name is too long."))])
    return name


def free_key(among: QuerySet[Any, Any], wanted: str, name: Any, fallback: str) -> str:
    """Return the wanted key, or one made of the name with a number where it is taken.

    Raises:
        Conflict: the wanted key is taken.
    """
    taken = set(among.values_list("key", flat=True))
    if wanted:
        if wanted in taken:
            raise Conflict(_("This key is taken."))
        return wanted
    base = re.sub(r"[^a-z0-9]+", "_", localized(name, "en").lower()).strip("_")[: LONGEST - 4]
    base = base if base[:1].isalpha() else fallback
    number = 1
    key = base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
