"""Bring files into forms: upload, try, start; or make a form that fits the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder.events.jobs import JobRequest, enqueue
from builder.exceptions import Conflict
from builder.models import Job
from builder.permissions import access_to, require
from forms_engine.imports.errors import UnreadableFile
from forms_engine.imports.hints import hints_for
from forms_engine.imports.limits import TEXT_SUFFIXES, WORKBOOK_SUFFIXES
from forms_engine.imports.plans import ColumnPlan, ImportPlan, read_plan
from forms_engine.imports.tables import sheet_names
from forms_engine.models import ImportBatch
from forms_engine.selectors.access import form_access
from forms_engine.selectors.imports import import_form, importable
from forms_engine.storage import models_for

from .file_names import suffix_of
from .files import store_file
from .import_rows import FileRow, RowImporter
from .importing import data_rows, opened

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from builder.models import Application, User
    from forms_engine.models import Form

IMPORT_JOB = "forms.import"
TRIED_ROWS = 2_000
EXAMPLES = 5
SAMPLE = 1_000
WRITTEN_DIFFERENTLY = frozenset({"date", "datetime", "number", "money"})


def upload_import(
    *, actor: User, application: Application, upload: UploadedFile, form: Form | None = None
) -> ImportBatch:
    """Take a file in and look whether it can be read.

    Raises:
        NotAllowed: the actor may neither import into the form nor design the app.
        UnreadableFile: it is no table.
    """
    if form is not None:
        require(form_access(actor, form), "import")
    else:
        require(access_to(actor, application), "design")
    suffix = f".{suffix_of(upload.name or '')}"
    if suffix not in (*WORKBOOK_SUFFIXES, *TEXT_SUFFIXES):
        raise UnreadableFile("unknown_kind", str(_("Only XLSX, XLS, ODS and CSV files can be imported.")))
    if not upload.size or upload.size > settings.FILE_UPLOAD_MAX_BYTES * 4:
        raise UnreadableFile("too_large", str(_("The file is empty or too large.")))
    with transaction.atomic():
        stored = store_file(actor=actor, upload=upload)
        batch = ImportBatch.objects.create(application=application, form=form, source=stored, created_by=actor)
    with opened(stored) as source:
        sheet_names(source)
    return batch


def try_import(*, actor: User, batch: ImportBatch, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return what would become of the first rows, without writing anything.

    Raises:
        Invalid: the plan cannot be carried out.
    """
    form = import_form(batch)
    checked = _with_hints(batch, read_plan(plan, importable(actor, form)), form)
    importer = RowImporter(actor, form, models_for(form.application), checked)
    with opened(batch.source) as source:
        rows = list(islice(data_rows(source, checked), TRIED_ROWS + 1))
    tried = importer.convert(rows[:TRIED_ROWS])
    if checked.mode not in ("update", "lines"):
        importer.judge([row for row in tried if not row.problems])
    if checked.mode == "create":
        importer.refuse_duplicates(tried)
    failed = [row for row in tried if row.problems]
    return {
        "plan": checked.as_dict(),
        "checked": len(tried),
        "complete": len(rows) <= TRIED_ROWS,
        "good": len(tried) - len(failed),
        "failed": len(failed),
        "columns": [_column_report(column, tried) for column in importer.columns],
        "problems": [
            {"row": row.number, "problems": [problem.as_dict() for problem in row.problems]}
            for row in failed[: EXAMPLES * 4]
        ],
    }


@transaction.atomic
def start_import(*, actor: User, batch: ImportBatch, plan: Mapping[str, Any]) -> ImportBatch:
    """Start the import as a job.

    Raises:
        Invalid: the plan cannot be carried out.
        Conflict: it was started before.
    """
    form = import_form(batch)
    checked = _with_hints(batch, read_plan(plan, importable(actor, form)), form)
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != ImportBatch.State.UPLOADED:
        raise Conflict(_("This import was started before."))
    locked.state, locked.plan = ImportBatch.State.WAITING, checked.as_dict()
    locked.save(update_fields=["state", "plan"])
    batch.state, batch.plan = locked.state, locked.plan
    enqueue(JobRequest(IMPORT_JOB, f"{IMPORT_JOB}:{batch.pk}", {"import_id": batch.pk}, requested_by=actor))
    return batch


def progress_of(batch: ImportBatch) -> dict[str, Any]:
    """Return how its job does, for an import that stopped on the way."""
    job = Job.objects.filter(key=f"{IMPORT_JOB}:{batch.pk}").first()
    return {"state": job.state, "attempts": job.attempts} if job is not None else {}


def plan_of(batch: ImportBatch) -> ImportPlan:
    """Return the plan that was checked when the import was started."""
    return read_plan(batch.plan, importable(batch.created_by, import_form(batch)))


def _with_hints(batch: ImportBatch, plan: ImportPlan, form: Form) -> ImportPlan:
    """Return the plan, completed by how the cells are written where it does not say so."""
    spec = models_for(form.application).spec(form.pk)
    fields = dict(spec.walk())
    open_columns = [one for one in plan.columns if not one.formats and one.decimal_comma is None]
    if all(fields[one.field].type not in WRITTEN_DIFFERENTLY for one in open_columns):
        return plan
    with opened(batch.source) as source:
        sample = [cells for _number, cells in islice(data_rows(source, plan), SAMPLE)]

    def completed(one: ColumnPlan) -> ColumnPlan:
        if one not in open_columns:
            return one
        cells = [cells[one.index] for cells in sample if one.index < len(cells)]
        hints = hints_for(fields[one.field].type, cells)
        return replace(one, formats=tuple(hints.get("formats", ())), decimal_comma=hints.get("decimal_comma"))

    return replace(plan, columns=tuple(completed(one) for one in plan.columns))


def _column_report(column: Any, tried: list[FileRow]) -> dict[str, Any]:
    key = column.plan.field
    wrong = [(row, problem) for row in tried for problem in row.problems if problem.path == key]
    blank = sum(1 for row in tried if key in row.entries and row.entries[key].value is None)
    return {
        "index": column.plan.index,
        "field": key,
        "good": len(tried) - blank - len(wrong),
        "blank": blank,
        "failed": len(wrong),
        "examples": [
            {"row": row.number, "value": _cell(row, column.plan.index), "message": problem.text()}
            for row, problem in wrong[:EXAMPLES]
        ],
    }


def _cell(row: FileRow, index: int) -> str:
    return str(row.cells[index])[:80] if index < len(row.cells) and row.cells[index] is not None else ""
