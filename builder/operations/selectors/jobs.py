"""Find background jobs."""

from __future__ import annotations

from django.db.models import Count

from builder.models import Job, User
from builder.organization.selectors.people import require_administrator

PAGE = 50


def list_jobs(*, actor: User, state: str = "", before: int | None = None, limit: int = PAGE) -> list[Job]:
    """Return jobs, the latest first: all, or those in a state, from below an id on."""
    require_administrator(actor)
    jobs = Job.objects.select_related("requested_by").order_by("-id")
    if state in Job.State.values:
        jobs = jobs.filter(state=state)
    if before is not None:
        jobs = jobs.filter(pk__lt=before)
    return list(jobs[:limit])


def count_jobs(*, actor: User) -> dict[str, int]:
    """Return how many jobs wait, are done and are dead."""
    require_administrator(actor)
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Job.State.values}
