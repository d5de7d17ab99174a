"""Find who decides for whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OrderBy, Q, QuerySet
from django.utils import timezone

from builder.models import Application, Delegation, User

LONGEST_LINE = 10


def list_delegations(*, actor: User) -> list[Delegation]:
    """Return the actor's delegations that are running or still to come."""
    current = Delegation.objects.filter(cancelled_at=None, ends_at__gt=timezone.now())
    return list(current.filter(principal=actor).select_related("deputy", "application").order_by("starts_at"))


def running_delegations(at: datetime, application: Application | None = None) -> QuerySet[Delegation]:
    """Return the delegations that hold at a moment, for an app or whatever the app."""
    running = Delegation.objects.filter(cancelled_at=None, starts_at__lte=at, ends_at__gt=at)
    if application is not None:
        running = running.filter(Q(application=None) | Q(application=application))
    return running.select_related("deputy")


def deputy_of(person: User, application: Application | None = None, at: datetime | None = None) -> User | None:
    """Return who decides for the person at a moment; None when they decide themselves.

    A deputy who is away as well hands on to theirs; a delegation for one app goes before one for all of them.
    """
    current, seen = person, {person.pk}
    while len(seen) <= LONGEST_LINE:
        found = (
            running_delegations(at or timezone.now(), application)
            .filter(principal=current, deputy__is_active=True)
            .exclude(deputy__in=seen)
            .order_by(_specific_first(), "id")
            .first()
        )
        if found is None:
            break
        current = found.deputy
        seen.add(current.pk)
    return None if current.pk == person.pk else current


def _specific_first() -> OrderBy:
    return F("application").desc(nulls_last=True)
