"""What is under a person's bell."""

from __future__ import annotations

from builder.models import Notification, User

PAGE = 30
MANY = 100


def list_notifications(*, actor: User, before: int | None = None, limit: int = PAGE) -> list[Notification]:
    """Return the person's latest notifications, or those older than the one called `before`."""
    found = Notification.objects.filter(user=actor)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-id")[:limit])


def count_unread(*, actor: User) -> int:
    """Count what the person has not read, up to a hundred: nobody needs to know more exactly."""
    unread = Notification.objects.filter(user=actor, read_at__isnull=True)
    return unread.order_by()[:MANY].count()
