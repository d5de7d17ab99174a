"""Durable jobs: ask for one, and say what runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.db.models.functions import Now

from builder.models import Job, User

from . import doorbell

Handler = Callable[[Job], Any]
H = TypeVar("H", bound=Handler)

DEFAULT_LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 6


class GiveUp(Exception):
    """Raised by a handler that knows that trying again is useless: the job is dead at once."""


class LeaseLost(Exception):
    """The lease ran out and somebody else runs the job now."""


@dataclass(frozen=True)
class JobKind:
    """How a named job runs.

    An ordinary handler runs in one transaction with the mark that it is done: its database effects happen exactly once.
    A handler with `outside_effects` (mail, HTTP, a long import that commits in steps) runs under a lease instead, at
    least once; `job.key` is the idempotency key it shows to the outside.
    """

    name: str
    handler: Handler
    outside_effects: bool
    max_attempts: int
    lease: timedelta


@dataclass(frozen=True)
class JobRequest:
    """What to run, under which key, from when on, and behind whom (`lane`)."""

    name: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    event_id: int | None = None
    due_at: datetime | None = None
    requested_by: User | None = None
    lane: str | None = None

    def as_row(self) -> Job:
        """Return the job to be written; without a due time the database writes its own."""
        due = {"due_at": self.due_at} if self.due_at else {}
        return Job(
            name=self.name,
            key=self.key,
            payload=self.payload,
            event_id=self.event_id,
            requested_by=self.requested_by,
            lane=self.lane,
            **due,
        )


job_kinds: dict[str, JobKind] = {}


def job(
    name: str, *, outside_effects: bool = False, max_attempts: int = MAX_ATTEMPTS, lease: timedelta = DEFAULT_LEASE
) -> Callable[[H], H]:
    """Register the handler of a named job."""

    def register(handler: H) -> H:
        job_kinds[name] = JobKind(name, handler, outside_effects, max_attempts, lease)
        return handler

    return register


def enqueue(request: JobRequest) -> Job:
    """Queue a job in the current transaction; the same key is queued once."""
    enqueue_all([request])
    return Job.objects.get(key=request.key)


def enqueue_all(requests: Iterable[JobRequest]) -> None:
    """Queue several jobs with one statement, and wake a worker when they are committed."""
    jobs = [request.as_row() for request in requests]
    if jobs:
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
        transaction.on_commit(doorbell.ring)


def report_progress(running: Job, progress: dict[str, Any]) -> None:
    """Show how far a leased job is, and keep its lease; call it between the steps of long work.

    Raises:
        LeaseLost: another worker has taken the job over; stop.
    """
    lease = job_kinds[running.name].lease
    held = Job.objects.filter(pk=running.pk, state=Job.State.PENDING, attempts=running.attempts)
    if not held.update(progress=progress, due_at=Now() + lease, leased_until=Now() + lease):
        raise LeaseLost(running.key)
    running.progress = progress
