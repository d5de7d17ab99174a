"""What a failed attempt means: again later, or dead with an incident."""

from __future__ import annotations

import logging
import random
import traceback
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from builder.models import Job

from .incidents import open_incident
from .jobs import MAX_ATTEMPTS, GiveUp, job_kinds

logger = logging.getLogger(__name__)

ERROR_LENGTH = 4000
STEPS = (10, 60, 600, 3600, 21_600)


@transaction.atomic
def fail(running: Job, error: Exception) -> None:
    """Count the attempt that ended with this error."""
    kind = job_kinds.get(running.name)
    # A lease counts its attempt when it is taken: its worker may never come back to do so.
    attempts = running.attempts if kind and kind.outside_effects else running.attempts + 1
    _record(
        running,
        attempts=attempts,
        error="".join(traceback.format_exception(error))[-ERROR_LENGTH:],
        hopeless=isinstance(error, GiveUp) or attempts >= _max_attempts(running),
        wait=back_off(attempts),
    )
    logger.warning("Job %s (%s) failed, attempt %s.", running.pk, running.name, attempts, exc_info=error)


@transaction.atomic
def count_crash(job_id: int) -> None:
    """Count an attempt for a job whose process died while it ran."""
    crashed = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.PENDING).first()
    if crashed is None:
        return
    attempts = crashed.attempts + 1
    _record(
        crashed,
        attempts=attempts,
        error="The process died while it ran this job.",
        hopeless=attempts >= _max_attempts(crashed),
        # One kill is most likely not the job's fault: it goes on at once, and waits from the second time on.
        wait=timedelta(0) if attempts == 1 else back_off(attempts - 1),
    )
    logger.warning("Job %s (%s) was running when its process died, attempt %s.", job_id, crashed.name, attempts)


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after so many failed attempts, spread by a fifth either way."""
    step = STEPS[min(attempts, len(STEPS)) - 1]
    return timedelta(seconds=step * random.uniform(0.8, 1.2))  # noqa: S311 -- spreads load, keeps no secret


def _max_attempts(failed: Job) -> int:
    kind = job_kinds.get(failed.name)
    return kind.max_attempts if kind else MAX_ATTEMPTS


def _record(failed: Job, *, attempts: int, error: str, hopeless: bool, wait: timedelta) -> None:
    """Write the outcome, unless somebody else has run the job in the meantime: then theirs stays."""
    unchanged = Job.objects.filter(pk=failed.pk, state=Job.State.PENDING, attempts=failed.attempts)
    if not unchanged.update(
        state=Job.State.DEAD if hopeless else Job.State.PENDING,
        attempts=attempts,
        # SQLite compares texts, and a sum is longer than the time it equals: nothing is added to now.
        due_at=Now() + wait if wait else Now(),
        leased_until=None,
        last_error=error,
    ):
        return
    if hopeless:
        open_incident(
            code="job_dead",
            message=error.strip().rpartition("\n")[2][:500],
            detail={"job": failed.name, "key": failed.key, "attempts": attempts},
            job=failed,
        )
