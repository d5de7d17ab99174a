"""What expressions read about a record: its values, and what stands behind its references.

Facts are for formulas, conditions, flows and rules, which the builder of the app wrote; they know no permissions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from builder.models import Department, User
from forms_engine.engine.evaluating import Surroundings, record_context

from .paths import SYSTEM, place_of
from .slots import slots_of

if TYPE_CHECKING:
    from forms_engine.engine import FormSpec
    from forms_engine.models import Form
    from forms_engine.storage import Generation

Values = dict[str, Any]
Reads = Mapping[str, Iterable[str]]
SYSTEM_COLUMNS = {
    "id": "id", "number": "number", "created_at": "created_at", "created_by": "created_by_id",
    "updated_at": "updated_at", "updated_by": "updated_by_id", "owner": "owner_id", "flow_status": "flow_status",
}  # fmt: skip


def stored_values(generation: Generation, form_id: int, record_id: int, *, lines: bool = True) -> Values | None:
    """Return what the database holds of a record, in Python values by key; None when there is no such record."""
    spec = generation.spec(form_id)
    slots = slots_of(generation, spec)
    names = [*SYSTEM_COLUMNS.values(), *(slot.attname for slot in slots.values())]
    row = generation.model(form_id)._default_manager.filter(pk=record_id).values_list(*names).first()
    if row is None:
        return None
    values: Values = dict(zip([*SYSTEM_COLUMNS, *slots], row, strict=True))
    if lines:
        for table in spec.sub_tables():
            values[table.key] = stored_lines(generation, form_id, table.id, table.lines, [record_id])[record_id]
    return values


def stored_lines(
    generation: Generation, form_id: int, field_id: str, spec: FormSpec | None, record_ids: Iterable[int]
) -> dict[int, list[Values]]:
    """Return the rows of a sub-table by record, in their order, with their ids."""
    slots = slots_of(generation, spec) if spec is not None else {}
    ids = list(record_ids)
    found: dict[int, list[Values]] = {record_id: [] for record_id in ids}
    rows = (
        generation.lines_model(form_id, field_id)
        ._default_manager.filter(parent_id__in=ids)
        .order_by("parent_id", "position", "id")
        .values_list("parent_id", "id", *(slot.attname for slot in slots.values()))
    )
    for parent, *row in rows:
        found[parent].append(dict(zip(["id", *slots], row, strict=True)))
    return found


def record_facts(
    generation: Generation, form: Form, record_id: int, *, paths: Iterable[str] = (), actor: User | None = None
) -> Values | None:
    """Return what expressions read of a record; None when there is no such record.

    `paths` are the dotted names which the caller's expressions read, besides those of the form; `actor` becomes `me`.
    """
    values = stored_values(generation, form.pk, record_id)
    if values is None:
        return None
    spec = generation.spec(form.pk)
    return with_references(generation, form, spec, values, actor=actor, reads=reads_of(spec, paths))


def with_references(
    generation: Generation,
    form: Form,
    spec: FormSpec,
    values: Mapping[str, Any],
    *,
    actor: User | None = None,
    reads: Reads | None = None,
) -> Values:
    """Return stored values with what is read behind their references in the place of ids.

    `reads` completes what the form's own expressions read; `actor` becomes `me`.
    """
    del form
    wanted = {path: set(names) for path, names in spec.reads.items()}
    for path, names in (reads or {}).items():
        wanted.setdefault(path, set()).update(names)
    system = {name: values.get(name) for name in SYSTEM_COLUMNS}
    around = surroundings_of(generation, spec, actor, values, system, reads=wanted)
    return record_context(spec, values, around)


def surroundings_of(
    generation: Generation,
    spec: FormSpec,
    actor: User | None,
    values: Mapping[str, Any],
    system: Mapping[str, Any],
    reads: Reads | None = None,
) -> Surroundings:
    """Return the records behind the references which expressions read, with one statement each, and who acts."""
    records = {}
    me: Values | None = person_facts(actor) if actor is not None else None
    for path, names in (reads if reads is not None else spec.reads).items():
        if path == "me":
            deep = [name for name in names if "." in name]
            if deep and actor is not None and me is not None:
                me.update(fetch(generation, "member", [actor.pk], deep).get(actor.pk, {}))
        elif target := target_of(spec, path):
            records[path] = fetch(generation, target, _ids(path, {**system, **values}), names)
    return Surroundings(records=records, me=me, system=system)


def reads_of(spec: FormSpec, paths: Iterable[str]) -> dict[str, set[str]]:
    """Return what is read behind each reference, by the form's own expressions and at some more dotted names."""
    reads = {reference: set(names) for reference, names in spec.reads.items()}
    for path in paths:
        parts = path.split(".")
        for length in (1, 2):
            reference = ".".join(parts[:length])
            if len(parts) > length and (reference == "me" or target_of(spec, reference)):
                reads.setdefault(reference, set()).add(".".join(parts[length:]))
    return reads


def target_of(spec: FormSpec, path: str) -> str:
    """Return what a reference points to; empty when the path is none."""
    """Return what a reference points to: `member`, `department` or `form:<key>`; empty for other fields."""
    if path in SYSTEM:
        return SYSTEM[path][2]
    field = spec.find(path)
    column = field.column if field is not None else None
    return column.target if column is not None and column.kind == "reference" else ""


def _ids(path: str, values: Mapping[str, Any]) -> set[Any]:
    key, _dot, column = path.partition(".")
    return {row.get(column) for row in values.get(key) or ()} if column else {values.get(key)}


def fetch(generation: Generation, target: str, ids: Iterable[Any], names: Iterable[str]) -> dict[Any, Values]:
    """Return what stands behind references to one kind of record: dotted names, read with one query."""
    wanted = {one for one in ids if one is not None}
    records = records_of(generation, target)
    places = {name: place for name in sorted(names) if (place := place_of(generation, target, name)) is not None}
    if not wanted or records is None:
        return {}
    lookups = list(dict.fromkeys(["id", *(place.lookup for place in places.values())]))
    found = {}
    for row in records.filter(pk__in=wanted).values_list(*lookups):
        cells = dict(zip(lookups, row, strict=True))
        found[cells["id"]] = _nested(cells, places)
    return found


def person_facts(person: User) -> dict[str, Any]:
    """Return what expressions know of the person who acts without asking the database."""
    return {
        "id": person.pk,
        "name": person.display_name,
        "email": person.email,
        "username": person.username,
        "department": person.department_id,
        "manager": person.manager_id,
    }


def records_of(generation: Generation, target: str) -> Any:
    """Return all records of a kind: people, departments, or a form's; None when there is no such form."""
    if target == "member":
        return User.objects.order_by()
    if target == "department":
        return Department.objects.order_by()
    form_id = generation.form_ids.get(target.removeprefix("form:"))
    return None if form_id is None else generation.model(form_id)._default_manager.order_by()


def _nested(cells: Mapping[str, Any], places: Mapping[str, Any]) -> Values:
    found: Values = {"id": cells["id"]}
    for name, place in places.items():
        inner = found
        *parents, last = name.split(".")
        for parent in parents:
            below = inner.get(parent)
            inner[parent] = inner = below if isinstance(below, dict) else {"id": below}
        if not isinstance(inner.get(last), dict):
            inner[last] = cells[place.lookup]
    return found
