"""Find what a person may do, once per request."""

from __future__ import annotations

from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from builder.exceptions import NotAllowed
from builder.models import Application, Role, RoleMember, User

from .access import AppAccess, Grant


class Answer(Protocol):
    """An AppAccess or a FormAccess."""

    def can(self, action: str, /) -> bool:
        """Tell whether the action is allowed."""


def access_to(actor: User, application: Application) -> AppAccess:
    """Return what the actor may do in the app.

    The answer is kept on the actor object, which lives as long as the request, until the app's version stamp changes.
    """
    cache: dict[int, tuple[int, AppAccess]] = actor.__dict__.setdefault("_access", {})
    known = cache.get(application.pk)
    if known is None or known[0] != application.version_stamp:
        cache[application.pk] = known = (application.version_stamp, _find(actor, application))
    return known[1]


def access_everywhere(actor: User) -> dict[int, AppAccess]:
    """Return, by application id, the access of the actor to every app where they have a role; one query.

    People who may do everything everywhere have no roles to look up: ask `sees_everything` first.
    """
    grants: dict[int, list[Grant]] = {}
    for role in roles_of(actor):
        grants.setdefault(role.application_id, []).append(_grant(role))
    return {key: AppAccess(key, tuple(found)) for key, found in grants.items()}


def sees_everything(actor: User) -> bool:
    """Tell whether the actor is an administrator or the system itself."""
    return actor.is_active and (actor.is_staff or actor.is_system)


def roles_of(actor: User) -> QuerySet[Role]:
    """Return the roles of the actor: given to them, to a department above them, or to everyone."""
    if not actor.is_active:
        return Role.objects.none()
    given = Q(user=actor.pk)
    if actor.department_id is not None and actor.department is not None:
        above = [int(part) for part in actor.department.path.split("/") if part]
        given |= Q(department__in=above)
    return Role.objects.filter(Q(everyone=True) | Q(pk__in=RoleMember.objects.filter(given).values("role")))


def require(access: Answer, action: str) -> None:
    """Let nobody pass without the right.

    Raises:
        NotAllowed: the access does not include the action.
    """
    if not access.can(action):
        raise NotAllowed(_("You may not do this. Ask a person who manages access to the app."))


def _find(actor: User, application: Application) -> AppAccess:
    if sees_everything(actor):
        return AppAccess(application.pk, everything=True)
    roles = roles_of(actor).filter(application=application)
    return AppAccess(application.pk, tuple(_grant(role) for role in roles))


def _grant(role: Role) -> Grant:
    return Grant(role.pk, role.key, role.name, role.grants, role.group_id)
