"""Durable work of the forms engine."""

from __future__ import annotations

from builder.events.jobs import job
from builder.models import Job
from forms_engine.services.files import REMOVAL_JOB, remove_unclaimed_files
from forms_engine.services.indexes import build_missing_indexes
from forms_engine.services.publishing import INDEX_JOB


@job(INDEX_JOB, outside_effects=True)
def build_indexes(work: Job) -> list[str]:
    """Build the indexes a publish left for later."""
    return build_missing_indexes(work.payload["form_id"])


@job(REMOVAL_JOB)
def remove_forgotten_files(work: Job) -> int:
    """Remove uploads that no record named in time."""
    del work
    return remove_unclaimed_files()
