"""Write records and the rows of their sub-tables, with few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from forms_engine.selectors.slots import slots_of
from forms_engine.storage.indexes import wanted_indexes
from forms_engine.storage.search import search_text

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.storage import Generation

Values = Mapping[str, Any]
NOT_UNIQUE = _("Another record has the same value.")
NOT_UNIQUE_TOGETHER = _("Another record has the same values.")


def insert_record(generation: Generation, form_id: int, values: Values, system: Values) -> int:
    """Write a new record with its rows; give the rows their ids, and return the record's.

    Raises:
        Invalid: a value that must be unique is not.
    """
    spec = generation.spec(form_id)
    model = generation.model(form_id)
    columns = column_values(generation, spec, values)
    record = model(**system, **columns, search=search_of(spec, values, system.get("number", "")))
    try:
        record.save(force_insert=True)
    except IntegrityError as error:
        raise _not_unique(error, form_id, spec) from error
    for table in spec.sub_tables():
        write_lines(generation, form_id, table, record.pk, [], values.get(table.key) or [])
    return int(record.pk)


def update_record(
    generation: Generation,
    form_id: int,
    record_id: int,
    values: Values,
    before: Values,
    changed: Iterable[str],
    system: Values,
) -> None:
    """Write the changed fields of a record, and the rows that are new, changed or gone.

    Raises:
        Invalid: a value that must be unique is not.
    """
    spec = generation.spec(form_id)
    slots = slots_of(generation, spec)
    keys = list(changed)
    columns = {slots[key].attname: values.get(key) for key in keys if key in slots}
    if any(spec.fields[key].behaves.searchable for key in keys):
        columns["search"] = search_of(spec, values, str(before.get("number") or ""))
    try:
        generation.model(form_id)._default_manager.filter(pk=record_id).update(**columns, **system)
    except IntegrityError as error:
        raise _not_unique(error, form_id, spec) from error
    for table in spec.sub_tables():
        if table.key in keys:
            write_lines(generation, form_id, table, record_id, before.get(table.key) or [], values.get(table.key) or [])


def column_values(generation: Generation, spec: FormSpec, values: Values) -> dict[str, Any]:
    """Return what goes into the columns."""
    return {
        slot.attname: values[key] for key, slot in slots_of(generation, spec).items() if values.get(key) is not None
    }


def search_of(spec: FormSpec, values: Values, number: str) -> str:
    """Return the text by which a record is found."""
    texts = [
        one.kind.search_text(values[one.key], one.settings)
        for one in spec.stored()
        if one.behaves.searchable and values.get(one.key) is not None
    ]
    return search_text([number, *texts])


def write_lines(
    generation: Generation,
    form_id: int,
    table: FieldSpec,
    record_id: int,
    before: list[dict[str, Any]],
    rows: list[dict[str, Any]],
) -> None:
    """Make the rows of one sub-table what they should be: at most one statement each to remove, change and add."""
    if table.lines is None:
        return
    model = generation.lines_model(form_id, table.id)
    known = {row["id"]: (position, row) for position, row in enumerate(before)}
    kept = {row["id"] for row in rows if row.get("id") is not None}
    gone = [row_id for row_id in known if row_id not in kept]
    if gone:
        removed: QuerySet[Any] = model._default_manager.filter(pk__in=gone)
        removed._raw_delete(removed.db)
    _update_rows(generation, model, table.lines, known, rows)
    added = [(position, row) for position, row in enumerate(rows) if row.get("id") is None]
    made = model._default_manager.bulk_create(
        model(parent_id=record_id, position=position, **column_values(generation, table.lines, row))
        for position, row in added
    )
    for (_position, row), line in zip(added, made, strict=True):
        row["id"] = line.pk


def _update_rows(
    generation: Generation,
    model: Any,
    spec: FormSpec,
    known: Mapping[int, tuple[int, Values]],
    rows: list[dict[str, Any]],
) -> None:
    changes: dict[str, dict[int, Any]] = {}
    slots = slots_of(generation, spec)
    for position, row in enumerate(rows):
        if row.get("id") is None:
            continue
        old_position, old = known[row["id"]]
        if position != old_position:
            changes.setdefault("position", {})[row["id"]] = position
        for key, slot in slots.items():
            if row.get(key) != old.get(key):
                changes.setdefault(slot.attname, {})[row["id"]] = row.get(key)
    if not changes:
        return
    touched = {row_id for found in changes.values() for row_id in found}
    model._default_manager.filter(pk__in=touched).update(
        **{name: _case(model, name, found) for name, found in changes.items()}
    )


def _case(model: Any, name: str, values: Mapping[int, Any]) -> Case:
    field = model._meta.get_field(name)
    whens = [When(pk=row_id, then=Value(value, output_field=field)) for row_id, value in values.items()]
    return Case(*whens, default=name, output_field=field)


def diff_rows(table: FieldSpec, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Any]:
    """Return the rows that are gone or were changed, and those which are new or changed, both in wire form."""
    old = {row["id"]: row for row in before}
    new = {row["id"]: row for row in after}
    columns = table.lines.fields if table.lines is not None else {}

    def wire(row: Values) -> dict[str, Any]:
        return {"id": row["id"], **{key: one.kind.to_wire(row.get(key), one.settings) for key, one in columns.items()}}

    def same(row_id: int) -> bool:
        return row_id in old and row_id in new and all(old[row_id].get(k) == new[row_id].get(k) for k in columns)

    return [
        [wire(row) for row in before if not same(row["id"])],
        [wire(row) for row in after if not same(row["id"])],
    ]


def change_of(spec: FormSpec, changed: Iterable[str], before: Values, after: Values) -> dict[str, Any]:
    """Return what the event tells: the values before and after, in wire form; of sub-tables the rows that differ."""
    change: dict[str, Any] = {}
    for key in changed:
        one = spec.fields[key]
        if one.lines is not None:
            change[key] = diff_rows(one, before.get(key) or [], after.get(key) or [])
        else:
            change[key] = [one.kind.to_wire(values.get(key), one.settings) for values in (before, after)]
    return change


def moment_of(value: dt.datetime | None) -> str | None:
    """Return a moment in wire form."""
    return None if value is None else value.isoformat()


def _not_unique(error: IntegrityError, form_id: int, spec: FormSpec) -> Exception:
    keys = _violated_keys(error, form_id, spec)
    if not keys:
        return error
    message = NOT_UNIQUE if len(keys) == 1 else NOT_UNIQUE_TOGETHER
    return Invalid(problems=[Problem(key, "unique", message) for key in keys])


def _violated_keys(error: IntegrityError, form_id: int, spec: FormSpec) -> tuple[str, ...]:
    by_columns = {tuple(spec.fields[key].attribute for key in group): group for group in spec.unique}
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name:
        columns = next((plan.columns for plan in wanted_indexes(form_id, spec) if plan.name == name), ())
        return by_columns.get(columns, ())
    text = str(error)
    if not text.startswith("UNIQUE constraint failed: "):
        return ()
    columns = tuple(part.rpartition(".")[2] for part in text.partition(": ")[2].split(", "))
    return by_columns.get(columns, ())
