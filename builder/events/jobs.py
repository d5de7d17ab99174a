"""Durable jobs: ask for one, and say what runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from builder.models import Job, User

from . import doorbell

Handler = Callable[[Job], Any]
H = TypeVar("H", bound=Handler)


@dataclass(frozen=True)
class JobKind:
    """How a named job runs.

    An ordinary handler runs in one transaction with the mark that it is done: its database effects happen exactly once.
    A handler with `outside_effects` (mail, HTTP) runs under a lease instead, at least once.
    """

    name: str
    handler: Handler
    outside_effects: bool
    max_attempts: int


@dataclass(frozen=True)
class JobRequest:
    """What to run, under which key, from when on."""

    name: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    event_id: int | None = None
    due_at: datetime | None = None
    requested_by: User | None = None


job_kinds: dict[str, JobKind] = {}


def job(name: str, *, outside_effects: bool = False, max_attempts: int = 6) -> Callable[[H], H]:
    """Register the handler of a named job."""

    def register(handler: H) -> H:
        job_kinds[name] = JobKind(name, handler, outside_effects, max_attempts)
        return handler

    return register


def enqueue(request: JobRequest) -> Job:
    """Queue a job in the current transaction; the same key is queued once."""
    enqueue_all([request])
    return Job.objects.get(key=request.key)


def enqueue_all(requests: Iterable[JobRequest]) -> None:
    """Queue several jobs with one statement, and wake a worker when they are committed."""
    now = timezone.now()
    jobs = [
        Job(
            name=request.name,
            key=request.key,
            payload=request.payload,
            event_id=request.event_id,
            due_at=request.due_at or now,
            requested_by=request.requested_by,
        )
        for request in requests
    ]
    if jobs:
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
        transaction.on_commit(doorbell.ring)
