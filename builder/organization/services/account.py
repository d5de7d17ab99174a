"""What people change about themselves."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from builder.exceptions import Invalid, Problem
from builder.models import User

PREFERENCES = ("language", "timezone", "theme")


def change_preferences(*, actor: User, **values: str) -> User:
    """Change the actor's language, time zone or theme."""
    problems = [problem for key, value in values.items() if (problem := _preference_problem(key, value))]
    if problems:
        raise Invalid(problems=problems)
    User.objects.filter(pk=actor.pk).update(**values)
    for key, value in values.items():
        setattr(actor, key, value)
    return actor


def change_password(*, actor: User, current: str, new: str) -> User:
    """Change the actor's own password, which they must know."""
    person = User.objects.get(pk=actor.pk)
    if not person.check_password(current):
        raise Invalid(problems=[Problem("current", "wrong", _("This is not your current password."))])
    try:
        password_validation.validate_password(new, person)
    except ValidationError as error:
        raise Invalid(problems=[Problem("new", "password", text) for text in error.messages]) from error
    person.set_password(new)
    person.save(update_fields=["password"])
    return person


def _preference_problem(key: str, value: Any) -> Problem | None:
    allowed = {
        "language": {"", *dict(settings.LANGUAGES)},
        "timezone": {"", *zoneinfo.available_timezones()},
        "theme": set(User.Theme.values),
    }
    if key not in PREFERENCES or value not in allowed[key]:
        return Problem(key, "choice", _("This is not one of the choices."))
    return None
