"""Durable work of the forms engine."""

from __future__ import annotations

from typing import Any

from builder.events.jobs import job, report_progress
from builder.models import Job
from forms_engine.models import ImportBatch
from forms_engine.services.files import REMOVAL_JOB, remove_unclaimed_files
from forms_engine.services.importing import run_import
from forms_engine.services.imports import IMPORT_JOB, plan_of
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


@job(IMPORT_JOB, outside_effects=True)
def import_file(work: Job) -> dict[str, Any]:
    """Import a file, and go on where a worker that died left off."""
    found = ImportBatch.objects.select_related("form", "application__workspace", "source", "created_by")
    batch = found.get(pk=work.payload["import_id"])
    if batch.form is not None:
        batch.form.application = batch.application
    if batch.state in (ImportBatch.State.DONE, ImportBatch.State.FAILED):
        return dict(batch.counts)
    return run_import(batch, plan_of(batch), lambda counts: report_progress(work, counts))
