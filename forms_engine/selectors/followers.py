"""Who must hear of every single record of a form, so that an import may not write many at once."""

from __future__ import annotations

from collections.abc import Callable

from builder.applications.providers import Providers
from forms_engine.models import Form

Follower = Callable[[Form], bool]
"""Tells whether something happens whenever a record of the form is submitted."""

record_followers: Providers[Follower] = Providers("record follower")


def is_followed(form: Form) -> bool:
    """Tell whether anything above waits for each record of the form."""
    return any(follows(form) for follows in record_followers)
