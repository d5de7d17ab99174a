"""Find imports, and look into their files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.exceptions import Conflict, NotFound
from builder.permissions import access_to, require
from forms_engine.imports.guessing import Guess, guess_column
from forms_engine.imports.headers import guess_header, header_at
from forms_engine.imports.matching import Target, match_columns
from forms_engine.imports.plans import Importable
from forms_engine.imports.tables import Source, rows, sheet_names
from forms_engine.models import ImportBatch
from forms_engine.storage import models_for

from .access import form_access

if TYPE_CHECKING:
    from builder.models import Application, User
    from forms_engine.engine import FieldSpec
    from forms_engine.models import Form

SAMPLE = 1_000
SHOWN_ROWS = 8
TOP_ROWS = 12
COUNTED_TO = 20_000


def get_import(actor: User, application: Application, import_id: int) -> ImportBatch:
    """Return an import of the actor's own; administrators see all.

    Raises:
        NotFound: there is no such import.
    """
    found = ImportBatch.objects.select_related("form__current_version", "source", "created_by")
    batch = found.filter(pk=import_id, application=application).first()
    if batch is None or (batch.created_by_id != actor.pk and not actor.is_staff):
        raise NotFound(_("There is no such import."))
    batch.application = application
    if batch.form is not None:
        batch.form.application = application
    return batch


def list_imports(actor: User, application: Application, form: Form | None = None) -> list[ImportBatch]:
    """Return the actor's latest imports into an app or a form."""
    found = ImportBatch.objects.filter(application=application, created_by=actor).select_related("source", "form")
    return list((found.filter(form=form) if form is not None else found)[:50])


def importable(actor: User, form: Form) -> Importable:
    """Return what the actor may import into.

    Raises:
        NotAllowed: nothing.
    """
    access = form_access(actor, form)
    require(access, "import")
    generation = models_for(form.application)
    spec = generation.spec(form.pk)
    rights = access_to(actor, form.application)
    targets = {
        key: generation.spec(form_id)
        for key, form_id in generation.form_ids.items()
        if key == form.key or rights.form(key).can("read")
    }
    writable = frozenset(key for key in spec.fields if access.mask(key) == "edit")
    return Importable(spec, writable, targets)


def sample_row(actor: User, form: Form) -> list[dict[str, Any]]:
    """Return the columns that a file for the form may have, each with a cell such as people write it."""
    return [
        {"label": localized(one.label), "type": one.type, "required": one.required, "text": _sample_text(one)}
        for one in importable(actor, form).fields()
    ]


def import_form(batch: ImportBatch) -> Form:
    """Return the form of an import.

    Raises:
        Conflict: none was chosen yet.
    """
    if batch.form is None:
        raise Conflict(_("Choose a form, or create one from the file."))
    return batch.form


def inspect_file(
    actor: User, batch: ImportBatch, source: Source, *, sheet: int = 0, header_row: int | None = None
) -> dict[str, Any]:
    """Return what a sheet seems to hold, and which column seems to belong to which field.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    names = sheet_names(source)
    every = rows(Source(source.path, sheet, source.suffix))
    sample = list(islice(every, SAMPLE + 1))
    header = guess_header(sample) if header_row is None else header_at(sample, header_row)
    body = sample[header.row + 1 :]
    guesses = [guess_column(name, column) for name, column in zip(header.names, _columns(body), strict=False)]
    guesses += [guess_column(name, []) for name in header.names[len(guesses) :]]
    known = importable(actor, batch.form) if batch.form is not None else None
    found = _matches(header.names, guesses, known)
    more = sum(1 for _row in islice(every, COUNTED_TO))
    return {
        "sheets": names,
        "sheet": sheet,
        "header_row": header.row,
        "columns": [
            {"index": index, "name": name, **_guess_as_dict(guess), "field": found.get(index)}
            for index, (name, guess) in enumerate(zip(header.names, guesses, strict=True))
        ],
        "rows": [[_shown(cell) for cell in row] for row in body[:SHOWN_ROWS]],
        "top": [[_shown(cell) for cell in row] for row in sample[:TOP_ROWS]],
        "row_count": len(body) + more,
        "row_count_is_exact": more < COUNTED_TO,
        "fields": [_field_as_dict(one, known) for one in known.fields()] if known is not None else [],
        "line_fields": _line_fields(known) if known is not None else [],
    }


def batch_as_dict(batch: ImportBatch) -> dict[str, Any]:
    """Return an import as the API shows it."""
    return {
        "id": batch.pk,
        "state": batch.state,
        "form": batch.form.key if batch.form is not None else None,
        "file": {"name": batch.source.name, "size": batch.source.size},
        "plan": batch.plan,
        "counts": {key: batch.counts.get(key, 0) for key in ("rows", "done", "failed")},
        "total": batch.counts.get("total"),
        "problem": batch.problem,
        "created_at": batch.created_at.isoformat(),
        "started_at": batch.started_at.isoformat() if batch.started_at else None,
        "finished_at": batch.finished_at.isoformat() if batch.finished_at else None,
    }


def refused_rows(batch: ImportBatch) -> Iterator[list[Any]]:
    """Yield the rows that were not imported: number, reasons, and the cells as they were."""
    for row, cells, reasons in batch.problems.order_by("row").values_list("row", "cells", "reasons").iterator(2000):
        texts = [f"{one['path']}: {one['message']}" if one["path"] else one["message"] for one in reasons]
        yield [row, "; ".join(texts), *cells]


def _columns(body: Sequence[Sequence[Any]]) -> list[list[Any]]:
    width = max((len(row) for row in body), default=0)
    return [[row[index] if index < len(row) else None for row in body] for index in range(width)]


def _matches(names: list[str], guesses: list[Guess], known: Importable | None) -> dict[int, str]:
    if known is None:
        return {}
    targets = [Target(one.key, one.type, (one.key, *_names(one.label))) for one in known.fields()]
    return dict(match_columns(names, [guess.type for guess in guesses], targets))


def _names(label: Any) -> list[str]:
    return [str(text) for text in label.values()] if isinstance(label, dict) else [str(label)]


def _guess_as_dict(guess: Guess) -> dict[str, Any]:
    return {
        "type": guess.type,
        "options": guess.options,
        "formats": list(guess.formats),
        "decimal_comma": guess.decimal_comma,
        "filled": guess.filled,
        "distinct": guess.distinct,
        "samples": guess.samples,
    }


def _field_as_dict(one: FieldSpec, known: Importable) -> dict[str, Any]:
    target = known.targets.get(one.target)
    other = target.fields if target is not None else {}
    return {
        "key": one.key,
        "label": localized(one.label),
        "type": one.type,
        "required": one.required,
        "unique": one.unique,
        "matches": known.matches(one),
        "match_labels": {key: localized(other[key].label) for key in known.matches(one) if key in other},
    }


def _line_fields(known: Importable) -> list[dict[str, Any]]:
    """Return what rows of sub-tables take, each with the name of its table."""
    found = [(path, one) for path, one in known.places("lines").items() if "." in path]
    tables = {path: localized(known.spec.fields[path.partition(".")[0]].label) for path, _one in found}
    return [{**_field_as_dict(one, known), "key": path, "table": tables[path]} for path, one in found]


def _sample_text(one: FieldSpec) -> str:
    if one.column is not None and one.column.kind == "reference":
        return ""
    sample = one.kind.sample(one.settings)
    return "" if sample is None else one.kind.to_text(one.kind.clean(sample, one.settings), one.settings)


def _shown(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)
