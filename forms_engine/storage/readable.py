"""Views with readable names over the tables of a form, for reporting tools and curious people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy as _

from builder.definitions.languages import in_language
from builder.exceptions import Conflict
from forms_engine.engine import FieldSpec, FormSpec

from .columns import columns_of
from .generations import Generation
from .names import lines_table_name, table_name, view_name

SCHEMA = "data"
SYSTEM_COLUMNS = {
    "id": "id",
    "number": "number",
    "created_at": "created_at",
    "created_by": "created_by_id",
    "updated_at": "updated_at",
    "updated_by": "updated_by_id",
    "owner": "owner_id",
    "owner_department": "department_id",
    "flow_status": "flow_status",
}


def rebuild_views(generation: Generation, app_key: str, form_id: int, removed: Iterable[str] = ()) -> None:
    """Make the views of a form show its present fields under their present names; deleted records are left out.

    Args:
        generation: what was just published.
        app_key: the key of the app.
        form_id: the form.
        removed: keys of sub-tables the form had before, whose views go.

    Raises:
        Conflict: somebody built a view of their own on one of them, which would be lost.
    """
    spec = generation.spec(form_id)
    form_key = generation.key(form_id)
    table = table_name(form_id)
    for key in removed:
        _drop(qualified(view_name(app_key, form_key, key)))
    _replace(view_name(app_key, form_key), table, [*SYSTEM_COLUMNS.items()], spec, f"{table}.deleted_at IS NULL")
    for sub in spec.sub_tables():
        if sub.lines is None:
            continue
        rows = lines_table_name(form_id, sub.id)
        owner = f"SELECT 1 FROM {_quoted(table)} p WHERE p.id = {rows}.parent_id"  # noqa: S608 - names we made
        living = f"EXISTS ({owner} AND p.deleted_at IS NULL)"
        system = [("id", "id"), (f"{form_key}_id", "parent_id"), ("position", "position")]
        _replace(view_name(app_key, form_key, sub.key), rows, system, sub.lines, living)


def qualified(name: str) -> str:
    """Return the full name of a readable view in this database."""
    if connection.vendor == "postgresql":
        return f"{_quoted(SCHEMA)}.{_quoted(name)}"
    return _quoted(f"v_{name}")


def _replace(name: str, table: str, system: list[tuple[str, str]], spec: FormSpec, living: str) -> None:
    columns = [f"{table}.{_quoted(column)} AS {_quoted(shown)}" for shown, column in system]
    taken = {shown for shown, _column in system}
    present = columns_of(table)
    for one in spec.stored():
        if one.attribute in present:
            columns += _columns(table, one, taken)
    view = qualified(name)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {_quoted(SCHEMA)}")
    _drop(view)
    with connection.cursor() as cursor:
        rows = f"SELECT {', '.join(columns)} FROM {_quoted(table)} WHERE {living}"  # noqa: S608 - quoted names
        cursor.execute(f"CREATE VIEW {view} AS {rows}")


def _drop(view: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP VIEW IF EXISTS {view}")
    except DatabaseError as error:
        raise Conflict(_("Another view in the database depends on the view of this form.")) from error


def _columns(table: str, one: FieldSpec, taken: set[str]) -> Iterator[str]:
    column = one.column
    if column is None:
        return
    source = f"{table}.{_quoted(one.attribute)}"
    if column.kind == "decimal" and connection.vendor != "postgresql":
        source = f"{source} / {10**column.scale}.0"
    yield f"{source} AS {_quoted(_free(one.key, taken))}"
    if one.type == "choice" and one.settings.get("options"):
        cases = " ".join(
            f"WHEN {_text(option['key'])} THEN {_text(in_language(option.get('label'), 'en') or option['key'])}"
            for option in one.settings["options"]
        )
        yield f"CASE {source} {cases} END AS {_quoted(_free(f'{one.key}_label', taken))}"


def _free(name: str, taken: set[str]) -> str:
    """Return a column name no other column of the view has; SQLite does not tell small from capital letters."""
    while name.casefold() in taken:
        name += "_"
    taken.add(name.casefold())
    return name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    # Statements that define a view take no parameters.
    return "'" + value.replace("\x00", "").replace("'", "''") + "'"
