"""Run an import: batch after batch, each in a transaction of its own that also remembers how far it came."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from builder.definitions.text import localized
from builder.events import Actor, Subject, announce
from builder.exceptions import DomainError, Invalid, Problem
from builder.models import StoredFile
from builder.notifications import notify
from forms_engine.events import ImportFinished, ImportStarted
from forms_engine.imports.errors import UnreadableFile
from forms_engine.imports.tables import Source, rows
from forms_engine.models import ImportBatch, ImportProblem
from forms_engine.selectors.access import visible_records
from forms_engine.selectors.followers import is_followed
from forms_engine.selectors.slots import slots_of

from .file_names import suffix_of
from .import_lines import add_lines
from .import_rows import FileRow, RowImporter
from .published import hold_published
from .records import amend_record, submit_record

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.imports.plans import ImportPlan
    from forms_engine.models import Form

BATCH = 2_000
MOST_PROBLEMS = 100_000
Numbered = tuple[int, Sequence[Any]]
Counts = dict[str, Any]
NO_RECORD = _("There is no record with this value.")
SEVERAL = _("Several records have this value.")


def run_import(batch: ImportBatch, plan: ImportPlan, report: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Import the rows that are not imported yet, and return the counts; `report` hears after each batch.

    May be called again after a crash: what was committed is not repeated.
    """
    if batch.form is None:
        raise ValueError("The import has no form.")
    with override(batch.created_by.language or None), opened(batch.source) as source:
        _begin(batch)
        importers = Importers(batch, plan)
        try:
            if "total" not in batch.counts:
                batch.counts["total"] = sum(1 for _row in data_rows(source, plan))
            for chunk in _chunks(source, plan, skip=batch.counts.get("rows", 0)):
                _import_chunk(importers, chunk)
                report(batch.counts)
        except (UnreadableFile, DomainError) as error:
            return _fail(batch, str(error.detail))
        return _finish(batch)


class Importers:
    """Keeps one importer, and what it has looked up, for as long as nobody publishes the form anew."""

    def __init__(self, batch: ImportBatch, plan: ImportPlan) -> None:
        self.batch = batch
        self.plan = plan
        self._importer: RowImporter | None = None

    @property
    def form(self) -> Form:
        """Return the form of the import."""
        return self.batch.form  # type: ignore[return-value]

    def current(self) -> RowImporter:
        """Return the importer for the version in use, which cannot change before the transaction ends."""
        generation = hold_published(self.form)
        if self._importer is None or self._importer.generation is not generation:
            self._importer = RowImporter(self.batch.created_by, self.form, generation, self.plan)
        return self._importer


@contextmanager
def opened(file: StoredFile, sheet: int = 0) -> Iterator[Source]:
    """Give the file as one on this machine."""
    suffix = f".{suffix_of(file.name)}"
    try:
        path = Path(file.content.path)
    except NotImplementedError:
        # A storage elsewhere has no paths.
        with NamedTemporaryFile(suffix=suffix) as copy:
            for chunk in file.content.chunks():
                copy.write(chunk)
            copy.flush()
            yield Source(Path(copy.name), sheet, suffix)
        return
    yield Source(path, sheet, suffix)


def data_rows(source: Source, plan: ImportPlan) -> Iterator[Numbered]:
    """Yield the rows below the header that are not empty, with their numbers in the file."""
    found = rows(Source(source.path, plan.sheet, source.suffix))
    for index, cells in enumerate(found):
        if index > plan.header_row and any(cell is not None for cell in cells):
            yield index + 1, cells


def _chunks(source: Source, plan: ImportPlan, skip: int) -> Iterator[list[Numbered]]:
    remaining = islice(data_rows(source, plan), skip, None)
    while chunk := list(islice(remaining, BATCH)):
        yield chunk


def _begin(batch: ImportBatch) -> None:
    if batch.state == ImportBatch.State.RUNNING:
        return
    with transaction.atomic():
        started = announce(ImportStarted(**_about(batch)))
        batch.state = ImportBatch.State.RUNNING
        batch.started_at = timezone.now()
        batch.counts = {"rows": 0, "done": 0, "failed": 0}
        batch.event_id = started.id
        batch.save(update_fields=["state", "started_at", "counts", "event_id"])


def _import_chunk(importers: Importers, chunk: list[Numbered]) -> None:
    counts = importers.batch.counts
    try:
        _write_chunk(importers, chunk, one_by_one=False)
    except IntegrityError:
        # Somebody took a unique value, or removed a linked record, between the check and the write.
        importers.batch.counts = counts
        _write_chunk(importers, chunk, one_by_one=True)


@transaction.atomic
def _write_chunk(importers: Importers, chunk: list[Numbered], *, one_by_one: bool) -> None:
    batch, plan, importer = importers.batch, importers.plan, importers.current()
    if plan.mode == "lines":
        found = add_lines(importer, chunk)
    elif one_by_one or plan.mode != "create" or importer.needs_single_steps or is_followed(importers.form):
        found = importer.convert(chunk)
        for row in found:
            if not row.problems:
                _save_one(batch.created_by, importers.form, importer, row, plan)
    else:
        found = importer.read(chunk)
        importer.refuse_duplicates([row for row in found if not row.problems])
        importer.insert([row for row in found if not row.problems], batch.event_id)
    _count(batch, found)


def _save_one(actor: User, form: Form, importer: RowImporter, row: FileRow, plan: ImportPlan) -> None:
    values = {
        key: importer.spec.fields[key].kind.to_wire(v, importer.spec.fields[key].settings)
        for key, v in row.values().items()
    }
    try:
        with transaction.atomic():
            record_id = _existing(actor, form, importer, row, plan)
            if record_id is None:
                filled = {key: value for key, value in values.items() if value is not None}
                submit_record(actor=actor, form=form, values=filled, via="import")
            else:
                amend_record(actor=actor, form=form, record_id=record_id, values=values, via="import")
    except DomainError as error:
        row.problems += error.problems or [Problem("", error.code, str(error.detail).replace("%", "%%"))]


def _existing(actor: User, form: Form, importer: RowImporter, row: FileRow, plan: ImportPlan) -> int | None:
    """Return the record that the row is about; None when it is to be a new one."""
    if plan.mode == "create":
        return None
    slot = slots_of(importer.generation, importer.spec)[plan.key]
    value = row.entries[plan.key].value
    records = visible_records(actor, form, importer.generation, action="amend")
    ids = list(records.filter(**{slot.attname: value}).values_list("pk", flat=True)[:2]) if value is not None else []
    if len(ids) > 1:
        raise Invalid(problems=[Problem(plan.key, "ambiguous", SEVERAL)])
    if not ids and plan.mode == "update":
        raise Invalid(problems=[Problem(plan.key, "no_such_record", NO_RECORD)])
    return ids[0] if ids else None


def _count(batch: ImportBatch, found: list[FileRow]) -> None:
    failed = [row for row in found if row.problems]
    room = MOST_PROBLEMS - batch.counts["failed"]
    ImportProblem.objects.bulk_create(
        ImportProblem(
            batch=batch,
            row=row.number,
            cells=[
                cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell) for cell in row.cells
            ],
            reasons=[problem.as_dict() for problem in row.problems],
        )
        for row in failed[: max(0, room)]
    )
    counts = batch.counts
    batch.counts = {
        **counts,
        "rows": counts["rows"] + len(found),
        "done": counts["done"] + len(found) - len(failed),
        "failed": counts["failed"] + len(failed),
    }
    batch.save(update_fields=["counts"])


@transaction.atomic
def _finish(batch: ImportBatch) -> Counts:
    batch.state = ImportBatch.State.DONE
    batch.finished_at = timezone.now()
    batch.save(update_fields=["state", "finished_at"])
    announce(ImportFinished(**_about(batch), counts=batch.counts))
    _tell(batch, _("An import is finished."))
    return dict(batch.counts)


@transaction.atomic
def _fail(batch: ImportBatch, problem: str) -> Counts:
    batch.state = ImportBatch.State.FAILED
    batch.problem = problem
    batch.finished_at = timezone.now()
    batch.save(update_fields=["state", "problem", "finished_at"])
    _tell(batch, _("An import failed."))
    return dict(batch.counts)


def _tell(batch: ImportBatch, title: Any) -> None:
    form = batch.form
    if form is None:
        return
    counts = {"done": 0, "failed": 0, **batch.counts}
    body = gettext("%(file)s: %(done)s records imported into %(form)s, %(failed)s rows refused.")
    notify(
        users=[batch.created_by],
        title=title,
        body=body % {**counts, "file": batch.source.name, "form": localized(form.name)},
        url=f"/apps/{batch.application.key}/{form.key}/import/?import={batch.pk}",
        key=f"import:{batch.pk}:{batch.state}",
    )


def _about(batch: ImportBatch) -> dict[str, Any]:
    return {
        "actor": Actor.of(batch.created_by, "import"),
        "subject": Subject(application_id=batch.application_id, form_id=batch.form_id),
        "form_id": batch.form_id,
        "import_id": batch.pk,
    }
