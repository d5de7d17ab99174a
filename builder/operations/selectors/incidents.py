"""Find incidents."""

from __future__ import annotations

from builder.models import Incident, User
from builder.organization.selectors.people import require_administrator

PAGE = 50


def list_incidents(*, actor: User, state: str = "open", before: int | None = None) -> list[Incident]:
    """Return incidents in a state, the latest first, from below an id on."""
    require_administrator(actor)
    incidents = Incident.objects.select_related("application", "job", "resolved_by").order_by("-id")
    if state in Incident.State.values:
        incidents = incidents.filter(state=state)
    if before is not None:
        incidents = incidents.filter(pk__lt=before)
    return list(incidents[:PAGE])


def count_open(*, actor: User) -> int:
    """Return how many incidents wait for somebody."""
    require_administrator(actor)
    return Incident.objects.filter(state=Incident.State.OPEN).count()
