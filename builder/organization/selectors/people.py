"""Find people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from builder.exceptions import NotAllowed, NotFound
from builder.models import User

SEARCH_LIMIT = 50


def search_people(*, actor: User, text: str = "", limit: int = 20, ids: Iterable[int] | None = None) -> list[User]:
    """Return active people whose name, user name or email contains the text, for pickers.

    Ids, when given, are answered instead, whether active or not, so that a picker can show what is already chosen.
    """
    del actor
    people = User.objects.filter(is_system=False).select_related("department")
    if ids is not None:
        return list(people.filter(pk__in=list(ids)[:SEARCH_LIMIT]))
    return list(_matching(people.filter(is_active=True), text)[: min(limit, SEARCH_LIMIT)])


def active_people(*, actor: User) -> QuerySet[User]:
    """Return everybody who can be chosen for something."""
    del actor
    return User.objects.filter(is_active=True, is_system=False)


def list_people(*, actor: User, text: str = "", department_id: int | None = None) -> QuerySet[User]:
    """Return everybody, for the administration of people."""
    require_administrator(actor)
    people = _matching(User.objects.filter(is_system=False), text).select_related("department", "manager")
    return people if department_id is None else people.filter(department=department_id)


def get_person(*, actor: User, person_id: int) -> User:
    """Return a person."""
    del actor
    person = User.objects.filter(pk=person_id, is_system=False).select_related("department", "manager").first()
    if person is None:
        raise NotFound(_("There is no such person."))
    return person


def require_administrator(actor: User) -> None:
    """Let only administrators pass.

    Raises:
        NotAllowed: the actor is somebody else.
    """
    if not (actor.is_active and (actor.is_staff or actor.is_system)):
        raise NotAllowed(_("Only an administrator may do this."))


def _matching(people: QuerySet[User], text: str) -> QuerySet[User]:
    for word in text.split()[:5]:
        people = people.filter(Q(display_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word))
    return people
