"""Take the next due job; the row lock is the lease, no clock of ours is asked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now

from builder.models import Job

from .jobs import JobKind


def due_jobs(at: datetime | None = None) -> QuerySet[Job]:
    """Return the jobs that may run (as if it were `at`), the longest waiting first.

    A job waits for an earlier one of its lane, unless that one has failed before: a poisoned job delays nobody.
    """
    ahead = Job.objects.filter(lane=OuterRef("lane"), id__lt=OuterRef("id"), state=Job.State.PENDING, attempts=0)
    return (
        Job.objects.filter(state=Job.State.PENDING, due_at__lte=at or Now())
        .exclude(Exists(ahead))
        .order_by("due_at", "id")
    )


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
