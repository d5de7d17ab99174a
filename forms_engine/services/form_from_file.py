"""Make a form that fits an uploaded file: a business user's fastest start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Conflict, Invalid, Problem
from forms_engine.imports.cells import text_of
from forms_engine.imports.naming import TYPES, document_for
from forms_engine.imports.plans import ImportPlan
from forms_engine.selectors.imports import inspect_file

from .forms import create_form, publish_form
from .importing import data_rows, opened

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.imports.tables import Source
    from forms_engine.models import Form, ImportBatch

MOST_OPTIONS = 200


@transaction.atomic
def create_form_from_file(
    *,
    actor: User,
    batch: ImportBatch,
    name: Any,
    key: str = "",
    sheet: int = 0,
    header_row: int | None = None,
    columns: Sequence[Mapping[str, Any]] | None = None,
) -> tuple[Form, dict[str, Any]]:
    """Create and publish a form for the import, and return it with a plan for the file.

    `columns` says which columns become fields, each `{"index", "name"?, "type"?, "required"?, "unique"?}`; all of
    them, as guessed, when it is left out.

    Raises:
        NotAllowed: the actor may not design or publish.
        Conflict: the import has a form already.
        Invalid: a column or a type is not there.
    """
    if batch.form is not None:
        raise Conflict(_("This import has a form already."))
    with opened(batch.source) as source:
        found = inspect_file(actor, batch, source, sheet=sheet, header_row=header_row)
        chosen = _chosen(found["columns"], columns)
        _complete_options(source, chosen, sheet, found["header_row"])
    document, places = document_for(str(name), chosen)
    form = create_form(actor=actor, application=batch.application, name=name, key=key, document=document)
    publish_form(actor=actor, form=form, base_revision=form.draft_revision)
    batch.form = form
    batch.save(update_fields=["form"])
    return form, {
        "sheet": sheet,
        "header_row": found["header_row"],
        "mode": "create",
        "columns": {
            str(column["index"]): {
                "field": places[column["index"]],
                **({"formats": column["formats"]} if column.get("formats") else {}),
                **({"decimal_comma": True} if column.get("decimal_comma") else {}),
            }
            for column in chosen
        },
    }


def _chosen(guessed: list[dict[str, Any]], columns: Sequence[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    if columns is None:
        return guessed
    by_index = {one["index"]: one for one in guessed}
    problems, chosen = [], []
    for position, one in enumerate(columns):
        known = by_index.get(one.get("index", -1))
        kind = one.get("type", known["type"] if known else "")
        if known is None:
            problems.append(Problem(f"columns.{position}.index", "unknown_column", _("There is no such column.")))
        elif kind not in TYPES:
            problems.append(Problem(f"columns.{position}.type", "field_type", _("There is no such field type.")))
        else:
            name = str(one.get("name") or known["name"])
            marks = {mark: bool(one.get(mark)) for mark in ("required", "unique")}
            chosen.append({**known, "type": kind, "name": name, **marks})
    if problems or not chosen:
        raise Invalid(problems=problems or [Problem("columns", "required", _("Choose at least one column."))])
    return chosen


def _complete_options(source: Source, chosen: list[dict[str, Any]], sheet: int, header_row: int) -> None:
    """Collect the options of every choice from the whole file; what has too many is text after all."""
    choices = [one for one in chosen if one["type"] == "choice"]
    if not choices:
        return
    seen: dict[int, dict[str, None]] = {one["index"]: {} for one in choices}
    for _number, cells in data_rows(source, ImportPlan((), sheet, header_row)):
        for index, texts in seen.items():
            if index < len(cells) and cells[index] is not None and len(texts) <= MOST_OPTIONS:
                texts[text_of(cells[index])] = None
    for one in choices:
        one["options"] = sorted(seen[one["index"]])
        if len(one["options"]) > MOST_OPTIONS:
            one["type"] = "text"
