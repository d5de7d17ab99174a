"""Mark notifications as read."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from builder.models import Notification, User


def mark_read(*, actor: User, ids: Iterable[int]) -> int:
    """Mark some of the person's own notifications as read; return how many were not."""
    return Notification.objects.filter(user=actor, pk__in=list(ids), read_at__isnull=True).update(
        read_at=timezone.now()
    )


def mark_all_read(*, actor: User, up_to: int) -> int:
    """Mark everything up to the one called `up_to` as read: what came after it has not been seen."""
    return Notification.objects.filter(user=actor, pk__lte=up_to, read_at__isnull=True).update(read_at=timezone.now())
