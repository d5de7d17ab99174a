"""Bring rows of a file into a sub-table: each finds its record by a key, and a record takes all its rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder.exceptions import DomainError, Problem
from forms_engine.selectors.access import visible_records
from forms_engine.selectors.facts import stored_lines
from forms_engine.selectors.slots import slots_of

from .import_rows import FileRow, RowImporter
from .records import amend_record

NO_RECORD = _("There is no record with this value.")
SEVERAL = _("Several records have this value.")
TOGETHER = _("Another row of the same record was refused.")


def add_lines(importer: RowImporter, rows: Iterable[tuple[int, Sequence[Any]]]) -> list[FileRow]:
    """Add the rows to their records, after those that are there, and return what became of them."""
    found = importer.convert(rows)
    key = importer.plan.key
    good = [row for row in found if not row.problems]
    parents = _parents(importer, {row.entries[key].value for row in good} - {None})
    groups: dict[int, list[FileRow]] = {}
    for row in good:
        ids = parents.get(row.entries[key].value, [])
        if len(ids) == 1:
            groups.setdefault(ids[0], []).append(row)
        else:
            code, message = ("ambiguous", SEVERAL) if ids else ("no_such_record", NO_RECORD)
            row.problems.append(Problem(key, code, message))
    table = importer.spec.fields[importer.plan.table]
    present = stored_lines(importer.generation, importer.form.pk, table.id, table.lines, groups)
    for record_id, members in groups.items():
        _add(importer, record_id, [{"id": row["id"]} for row in present[record_id]], members)
    return found


def _parents(importer: RowImporter, values: set[Any]) -> dict[Any, list[int]]:
    attname = slots_of(importer.generation, importer.spec)[importer.plan.key].attname
    records = visible_records(importer.actor, importer.form, importer.generation, action="amend")
    found: dict[Any, list[int]] = {}
    for value, record_id in records.filter(**{f"{attname}__in": values}).order_by().values_list(attname, "pk"):
        found.setdefault(value, []).append(record_id)
    return found


def _add(importer: RowImporter, record_id: int, present: list[dict[str, Any]], rows: list[FileRow]) -> None:
    table = importer.spec.fields[importer.plan.table]
    columns = table.lines.fields if table.lines is not None else {}
    sent = []
    for row in rows:
        cells = {path.partition(".")[2]: entry.value for path, entry in row.entries.items() if "." in path}
        sent.append({key: columns[key].kind.to_wire(value, columns[key].settings) for key, value in cells.items()})
    try:
        with transaction.atomic():
            amend_record(
                actor=importer.actor,
                form=importer.form,
                record_id=record_id,
                values={table.key: [*present, *sent]},
                via="import",
            )
    except DomainError as error:
        _blame(error, table.key, len(present), rows)


def _blame(error: DomainError, table: str, offset: int, rows: list[FileRow]) -> None:
    """Give every row its own problems, and the others of its record the news that they were refused with it."""
    for problem in error.problems:
        parts = problem.path.split(".")
        index = int(parts[1]) - offset if parts[0] == table and len(parts) > 2 and parts[1].isdigit() else -1
        if 0 <= index < len(rows):
            rows[index].problems.append(
                Problem(".".join([table, *parts[2:]]), problem.code, problem.message, problem.params)
            )
        else:
            rows[0].problems.append(problem)
    for row in rows:
        if not row.problems:
            row.problems.append(Problem("", error.code, str(TOGETHER)))
