"""Take the next due job; the row lock is the lease, no clock of ours is asked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now

from builder.models import Job

from .jobs import JobKind


def due_jobs(at: datetime | None = None) -> QuerySet[Job]:
    """Return the jobs that may run (as if it were `at`), the longest waiting first.

    A job waits for an earlier one of its lane, unless that one has failed before: a poisoned job delays nobody.
    """
    lane = Job.objects.filter(lane=OuterRef("lane"), state=Job.State.PENDING, attempts=0)
    # A scalar subquery, not EXISTS: PostgreSQL would turn that into a join over the whole queue for every job taken.
    first = Coalesce(Subquery(lane.order_by("id").values("id")[:1]), F("id"))
    return Job.objects.filter(state=Job.State.PENDING, due_at__lte=at or Now(), id__lte=first).order_by("due_at", "id")


def take(at: datetime | None = None) -> Job | None:
    """Lock the next due job that nobody else works on; belongs in a transaction."""
    return due_jobs(at).select_for_update(skip_locked=True, of=("self",)).first()


def is_anything_due() -> bool:
    """Say whether some job may run, without locking anything."""
    return due_jobs().exists()


def lease(job: Job, kind: JobKind) -> None:
    """Hold a job beyond this transaction; a worker that dies loses it when the lease runs out."""
    job.attempts += 1
    until = Now() + kind.lease
    Job.objects.filter(pk=job.pk).update(attempts=job.attempts, due_at=until, leased_until=until)
