"""Run due jobs: one transaction each, or a lease for those that reach outside."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models.functions import Now

from builder.models import EventRow, Job

from . import flight
from .announcing import EVENT_JOB
from .causation import caused_by
from .event import Event
from .failing import fail
from .jobs import GiveUp, JobKind, LeaseLost, job, job_kinds
from .receivers import after_receiver
from .taking import lease, take

logger = logging.getLogger(__name__)


@job(EVENT_JOB)
def run_receiver(running: Job) -> None:
    """Hand a logged event to one receiver that listens afterwards."""
    row = EventRow.objects.get(pk=running.event_id or 0)
    receiver = after_receiver(row.type, running.payload["receiver"])
    if receiver is None:
        raise LookupError(f"Nobody called {running.payload['receiver']} listens to {row.type} any more.")
    with caused_by(row.pk, row.depth):
        receiver(Event.from_row(row))


def drain(
    *,
    at: datetime | None = None,
    seconds: float | None = None,
    wanted: Callable[[], bool] = lambda: True,
) -> int:
    """Run due jobs (as if it were `at`) until none is left, the time is up or no more are wanted; return how many."""
    end = time.monotonic() + seconds if seconds is not None else float("inf")
    count = 0
    while wanted() and time.monotonic() < end and run_next(at):
        count += 1
    return count


def run_next(at: datetime | None = None) -> bool:
    """Take one due job and run it; return whether there was one.

    The mark that it is done commits together with what the handler wrote. When the handler fails all of that is rolled
    back, and the failure is recorded in a transaction of its own: this also covers constraints checked at the commit.
    """
    running: Job | None = None
    try:
        with transaction.atomic():
            running = take(at)
            if running is None:
                return False
            kind = job_kinds.get(running.name)
            if kind is None:
                raise LookupError(f"Nothing runs jobs called {running.name!r}.")
            if kind.outside_effects:
                _lease(running, kind)
            else:
                with flight.recorded(running.pk):
                    _finish(running, kind.handler(running))
    except Exception as error:
        if running is None or _connection_is_lost(error):
            raise
        fail(running, error)
        return True
    if kind.outside_effects:
        _run_leased(running, kind)
    return True


def _lease(running: Job, kind: JobKind) -> None:
    if running.attempts >= kind.max_attempts:
        raise GiveUp("Whoever ran this job died every time.")
    lease(running, kind)


def _run_leased(running: Job, kind: JobKind) -> None:
    """Run a handler in no transaction of ours; its own services commit as they go."""
    try:
        result = kind.handler(running)
        with transaction.atomic():
            _finish(running, result)
    except LeaseLost:
        logger.warning("Another worker took over job %s (%s).", running.pk, running.name)
    except Exception as error:
        if _connection_is_lost(error):
            raise
        fail(running, error)


def _finish(running: Job, result: Any) -> None:
    done = Job.objects.filter(pk=running.pk, state=Job.State.PENDING, attempts=running.attempts).update(
        state=Job.State.DONE, done_at=Now(), leased_until=None, last_error="", result=result
    )
    if not done:
        raise LeaseLost(running.key)


def _connection_is_lost(error: Exception) -> bool:
    return isinstance(error, OperationalError | InterfaceError) and not connection.is_usable()
