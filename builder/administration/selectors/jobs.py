"""Find background work."""

from __future__ import annotations

from dataclasses import dataclass

from builder.exceptions import NotAllowed
from builder.models import Job, User

PAGE = 50


@dataclass(frozen=True)
class JobPage:
    """Some jobs, the newest first; `after` asks for those that follow."""

    jobs: list[Job]
    after: int | None


def list_jobs(*, actor: User, state: str = "", name: str = "", after: int | None = None, limit: int = PAGE) -> JobPage:
    """Return the latest jobs in a state, or those that follow the one called `after`."""
    require_administrator(actor)
    found = Job.objects.order_by("-id")
    if state:
        found = found.filter(state=state)
    if name:
        found = found.filter(name=name)
    if after is not None:
        found = found.filter(pk__lt=after)
    jobs = list(found[: limit + 1])
    return JobPage(jobs[:limit], jobs[limit - 1].pk if len(jobs) > limit else None)


def count_jobs(*, actor: User) -> dict[str, int]:
    """Count what waits and what is dead; what is done is not worth counting."""
    require_administrator(actor)
    unfinished = (Job.State.PENDING, Job.State.DEAD)
    return {state.value: Job.objects.filter(state=state).count() for state in unfinished}


def require_administrator(actor: User) -> None:
    """Refuse everybody else.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    if not (actor.is_staff and actor.is_active):
        raise NotAllowed("Only administrators may do this.")
