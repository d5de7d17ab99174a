"""Let somebody else decide while one is away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.events import Actor, Subject, announce
from builder.exceptions import Invalid, NotFound, Problem
from builder.models import Application, Delegation, User
from builder.organization.events import DelegationChanged


@transaction.atomic
def create_delegation(
    *,
    actor: User,
    deputy: User,
    starts_at: datetime,
    ends_at: datetime,
    application: Application | None = None,
    reason: str = "",
) -> Delegation:
    """Let the deputy decide the actor's tasks for a time, in one app or in all."""
    # The row of the person is the lock: two delegations made at once must see each other.
    list(User.objects.select_for_update().filter(pk__in=[actor.pk, deputy.pk]).order_by("pk"))
    draft = Delegation(
        principal=actor,
        deputy=deputy,
        application=application,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip()[:200],
    )
    problems = _problems(draft)
    if problems:
        raise Invalid(problems=problems)
    draft.save()
    _announce(actor, draft, {"cancelled": [None, False]})
    return draft


@transaction.atomic
def cancel_delegation(*, actor: User, delegation_id: int) -> Delegation:
    """End one of the actor's delegations now."""
    delegation = Delegation.objects.select_for_update().filter(pk=delegation_id, principal=actor).first()
    if delegation is None:
        raise NotFound(_("There is no such delegation."))
    if delegation.cancelled_at is None:
        delegation.cancelled_at = timezone.now()
        delegation.save(update_fields=["cancelled_at"])
        _announce(actor, delegation, {"cancelled": [False, True]})
    return delegation


def _problems(draft: Delegation) -> list[Problem]:
    problems = []
    if draft.deputy_id == draft.principal_id:
        problems.append(Problem("deputy", "self", _("Choose somebody else.")))
    if not draft.deputy.is_active or draft.deputy.is_system:
        problems.append(Problem("deputy", "inactive", _("This person cannot decide for you.")))
    if draft.ends_at <= draft.starts_at or draft.ends_at <= timezone.now():
        problems.append(Problem("ends_at", "range", _("The end must be after the start, and in the future.")))
    if _meanwhile(draft).filter(principal=draft.principal).exists():
        problems.append(Problem("starts_at", "overlap", _("You already have a deputy during this time.")))
    if _comes_back(draft):
        problems.append(
            Problem("deputy", "circle", _("This person has handed their own work on to you for this time."))
        )
    return problems


def _comes_back(draft: Delegation) -> bool:
    """Tell whether following the deputies from the new one leads back to the principal."""
    front, seen = {draft.deputy_id}, {draft.deputy_id}
    while front:
        front = set(_meanwhile(draft).filter(principal__in=front).values_list("deputy", flat=True)) - seen
        if draft.principal_id in front:
            return True
        seen |= front
    return False


def _meanwhile(draft: Delegation) -> QuerySet[Delegation]:
    running = Delegation.objects.filter(cancelled_at=None, starts_at__lt=draft.ends_at, ends_at__gt=draft.starts_at)
    if draft.application_id is None:
        return running
    return running.filter(Q(application=None) | Q(application=draft.application_id))


def _announce(actor: User, delegation: Delegation, change: dict[str, list[bool | None]]) -> None:
    announce(
        DelegationChanged(
            actor=Actor.of(actor),
            subject=Subject(application_id=delegation.application_id),
            change=change,
            delegation_id=delegation.pk,
            principal_id=delegation.principal_id,
            deputy_id=delegation.deputy_id,
        )
    )
