"""Create, change and remove applications."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder import documents
from builder.applications.events import ApplicationChanged
from builder.definitions.text import TEXT_SCHEMA, localized
from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, Invalid, NotAllowed, Problem
from builder.models import Application, User
from builder.organization.services.workspace import ensure_workspace
from builder.permissions import access_to, require

from .roles import add_built_in_roles
from .stamps import bump_stamp

ACCENTS = ("blue", "indigo", "violet", "rose", "orange", "green", "teal", "slate")
RESERVED_KEYS = frozenset({"new"})
ICON = re.compile(r"[a-z0-9-]{1,40}\Z")
KEY = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
MENU_SCHEMA: dict[str, Any] = {
    "type": "array",
    "maxItems": 100,
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["kind", "key"],
        "properties": {
            "kind": {"enum": ["form", "dashboard", "report"]},
            "key": {"type": "string", "maxLength": 40},
            "group": TEXT_SCHEMA,
            "icon": {"type": "string", "maxLength": 40},
        },
    },
}
EDITABLE = ("name", "description", "icon", "accent", "menu")


@transaction.atomic
def create_application(
    *, actor: User, name: Any, key: str = "", icon: str = "box", accent: str = "blue", description: Any = ""
) -> Application:
    """Create an empty app; who creates it may do everything in it."""
    if not actor.is_active:
        raise NotAllowed(_("You may not create apps."))
    application = Application(
        workspace=ensure_workspace(),
        key=key or _free_key(localized(name, "en")),
        name=_text(name),
        description=_text(description),
        icon=icon,
        accent=accent,
        created_by=actor,
    )
    _check(application)
    application.save(force_insert=True)
    add_built_in_roles(actor, application)
    _announce(actor, application, {"name": [None, application.name]})
    return application


@transaction.atomic
def update_application(*, actor: User, application: Application, **values: Any) -> Application:
    """Change how an app looks and what its menu holds; only the named values."""
    require(access_to(actor, application), "design")
    if not set(values) <= set(EDITABLE):
        raise TypeError("An app has no such value to set.")
    current = Application.objects.select_for_update().get(pk=application.pk)
    before = {key: getattr(current, key) for key in values}
    for key, value in values.items():
        setattr(current, key, _text(value) if key in ("name", "description") else value)
    _check(current)
    current.save(update_fields=list(values))
    bump_stamp(current)
    _announce(actor, current, {key: [before[key], getattr(current, key)] for key in values})
    return current


@transaction.atomic
def remove_application(*, actor: User, application: Application) -> None:
    """Put an app away; its records stay in the database until an administrator removes them."""
    require(access_to(actor, application), "manage_access")
    current = Application.objects.select_for_update().get(pk=application.pk)
    current.deleted_at = timezone.now()
    current.save(update_fields=["deleted_at"])
    bump_stamp(current)
    _announce(actor, current, {"deleted": [False, True]})


def _check(application: Application) -> None:
    problems = [problem.under("name") for problem in documents.check(TEXT_SCHEMA, application.name)]
    problems += [problem.under("description") for problem in documents.check(TEXT_SCHEMA, application.description)]
    problems += [problem.under("menu") for problem in documents.check(MENU_SCHEMA, application.menu)]
    if not problems and not localized(application.name).strip():
        problems.append(Problem("name", "required", _("Give the app a name.")))
    if not KEY.match(application.key) or application.key in RESERVED_KEYS:
        problems.append(Problem("key", "pattern", _("Use small letters, digits and dashes, at most 40.")))
    if not ICON.match(application.icon):
        problems.append(Problem("icon", "choice", _("There is no such icon.")))
    if application.accent not in ACCENTS:
        problems.append(Problem("accent", "choice", _("There is no such colour.")))
    if problems:
        raise Invalid(problems=problems)
    if application._state.adding and Application.objects.filter(key=application.key).exists():
        raise Conflict(_("Another app has this key."), problems=[Problem("key", "unique", _("This key is taken."))])


def _text(text: Any) -> Any:
    return {"en": text.strip()} if isinstance(text, str) else text


def _free_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32].strip("-")
    stem = stem if stem[:1].isalpha() else f"app-{stem}".rstrip("-")
    taken = RESERVED_KEYS | set(Application.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _announce(actor: User, application: Application, change: dict[str, Any]) -> None:
    announce(ApplicationChanged(actor=Actor.of(actor), subject=Subject(application_id=application.pk), change=change))
