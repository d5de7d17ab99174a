"""Background work of the flow engine."""

from __future__ import annotations

from builder.events.jobs import job
from builder.models import Job

from .services.leaving import HAND_OVER_JOB, hand_over_task


@job(HAND_OVER_JOB)
def hand_over(running: Job) -> None:
    """Give one task of somebody who has left to somebody else."""
    hand_over_task(task_id=running.payload["task_id"])
