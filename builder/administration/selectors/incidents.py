"""Find what stopped."""

from __future__ import annotations

from builder.models import Incident, User

from .jobs import require_administrator

PAGE = 50


def list_incidents(*, actor: User, state: str = Incident.State.OPEN, limit: int = PAGE) -> list[Incident]:
    """Return the latest incidents in a state, with their apps and jobs."""
    require_administrator(actor)
    found = Incident.objects.filter(state=state).select_related("application", "job", "resolved_by")
    return list(found.order_by("-id")[:limit])


def count_open_incidents(*, actor: User) -> int:
    """Count what waits for a person."""
    require_administrator(actor)
    return Incident.objects.filter(state=Incident.State.OPEN).count()
