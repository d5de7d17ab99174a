"""Create, change and deactivate people."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, Invalid, NotFound, Problem
from builder.models import ApiToken, User
from builder.organization.events import PersonChanged
from builder.organization.selectors.people import require_administrator
from builder.organization.selectors.reporting import subordinates

EDITABLE = (
    "username",
    "display_name",
    "email",
    "department",
    "manager",
    "language",
    "timezone",
    "is_staff",
    "is_active",
)


@transaction.atomic
def create_person(*, actor: User, username: str, display_name: str, password: str | None = None, **values: Any) -> User:
    """Create a person who may sign in; without a password an administrator must set one first."""
    require_administrator(actor)
    person = User(username=User.normalize_username(username.strip()), display_name=display_name.strip())
    _assign(person, values)
    _set_password(person, password)
    _check(person)
    person.save()
    _announce(actor, person, {"created": [None, person.username]})
    return person


@transaction.atomic
def update_person(*, actor: User, person_id: int, **values: Any) -> User:
    """Change a person; only the named values."""
    require_administrator(actor)
    person = _locked(person_id)
    before = _shown(person)
    _assign(person, values)
    _check(person)
    _keep_an_administrator(person)
    person.save()
    after = _shown(person)
    change = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if change:
        _announce(actor, person, change)
    return person


@transaction.atomic
def deactivate_person(*, actor: User, person_id: int) -> User:
    """Close a person's account: no sign-in, no tokens; what they did stays."""
    person = update_person(actor=actor, person_id=person_id, is_active=False)
    ApiToken.objects.filter(user=person, revoked_at=None).update(revoked_at=timezone.now())
    return person


@transaction.atomic
def set_password(*, actor: User, person_id: int, password: str) -> User:
    """Give a person a new password."""
    require_administrator(actor)
    person = _locked(person_id)
    _set_password(person, password)
    person.save(update_fields=["password"])
    _announce(actor, person, {"password": [None, "set"]})
    return person


def _locked(person_id: int) -> User:
    person = User.objects.select_for_update().filter(pk=person_id, is_system=False).first()
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def _assign(person: User, values: dict[str, Any]) -> None:
    unknown = set(values) - set(EDITABLE)
    if unknown:
        raise TypeError(f"A person has no {', '.join(sorted(unknown))} to set.")
    for key, value in values.items():
        setattr(person, key, value.strip() if isinstance(value, str) else value)


def _set_password(person: User, password: str | None) -> None:
    if password is None:
        person.set_unusable_password()
        return
    try:
        password_validation.validate_password(password, person)
    except ValidationError as error:
        raise Invalid(problems=[Problem("password", "password", text) for text in error.messages]) from error
    person.set_password(password)


def _check(person: User) -> None:
    problems = _model_problems(person)
    if person.username and User.objects.filter(username__iexact=person.username).exclude(pk=person.pk).exists():
        problems.append(Problem("username", "unique", _("Somebody else has this user name.")))
    if person.pk is not None and person.manager_id is not None and _makes_a_circle(person):
        problems.append(Problem("manager", "circle", _("Nobody can report to themselves, not even through others.")))
    if problems:
        raise Invalid(problems=problems)


def _model_problems(person: User) -> list[Problem]:
    try:
        person.clean_fields(exclude=["password"])
    except ValidationError as error:
        return [Problem(name, "invalid", text) for name, texts in error.message_dict.items() for text in texts]
    return []


def _makes_a_circle(person: User) -> bool:
    manager = person.manager_id
    return manager == person.pk or (manager is not None and subordinates(person).filter(pk=manager).exists())


def _keep_an_administrator(person: User) -> None:
    if person.is_staff and person.is_active:
        return
    others = User.objects.filter(is_staff=True, is_active=True, is_system=False).exclude(pk=person.pk)
    if not others.exists() and User.objects.filter(pk=person.pk, is_staff=True, is_active=True).exists():
        raise Conflict(_("This is the last administrator. Make somebody else an administrator first."))


def _shown(person: User) -> dict[str, Any]:
    return {
        key: getattr(person, f"{key}_id", None) if key in ("department", "manager") else getattr(person, key)
        for key in EDITABLE
    }


def _announce(actor: User, person: User, change: dict[str, Any]) -> None:
    announce(PersonChanged(actor=Actor.of(actor), subject=Subject(), change=change, person_id=person.pk))
