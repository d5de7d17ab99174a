"""Bring a form's tables to what its published version needs; nothing is ever dropped or rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from .columns import columns_of
from .generations import Generation
from .indexes import IndexPlan, missing_indexes
from .search import BIGRAMS_FUNCTION

FILL_FACTOR = 90


def build_tables(generation: Generation, form_id: int) -> list[IndexPlan]:
    """Create or extend the form's tables in the current transaction.

    Returns:
        The indexes that would hold up writers if they were built here; a job builds them.
    """
    _settle_constraints("IMMEDIATE")
    _ensure_functions()
    spec = generation.spec(form_id)
    created = set()
    own = [generation.model(form_id), *(generation.lines_model(form_id, sub.id) for sub in spec.sub_tables())]
    for model in own:
        present = columns_of(model._meta.db_table)
        if not present:
            _create(model)
            created.add(model._meta.db_table)
        else:
            _extend(model, present)
    later = []
    for plan in missing_indexes(form_id, spec):
        if plan.table in created or plan.unique or connection.vendor != "postgresql":
            _run(plan.sql())
        else:
            later.append(plan)
    _settle_constraints("DEFERRED")
    return later


def _create(model: type[models.Model]) -> None:
    _edit(lambda editor: editor.create_model(model))
    if connection.vendor == "postgresql":
        # Room on the page lets an update stay on it, without touching the indexes.
        _run(f"ALTER TABLE {connection.ops.quote_name(model._meta.db_table)} SET (fillfactor = {FILL_FACTOR})")


def _extend(model: type[models.Model], present: set[str]) -> None:
    for field in model._meta.local_concrete_fields:
        if field.column not in present:
            _edit(lambda editor, field=field: editor.add_field(model, field))  # type: ignore[misc]


def _edit(change: Callable[[BaseDatabaseSchemaEditor], Any]) -> None:
    # Not as a context manager: on SQLite that insists on switching foreign keys off, which only the rebuilding of
    # tables needs, and no table is ever rebuilt here.
    editor = connection.schema_editor(atomic=False)
    editor.deferred_sql = []
    change(editor)
    for statement in editor.deferred_sql:
        editor.execute(statement)


def _ensure_functions() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('millrace_bigrams(text)')")
        if cursor.fetchone()[0] is None:
            cursor.execute(BIGRAMS_FUNCTION)


def _settle_constraints(when: str) -> None:
    # A table with rows whose deferred checks are still open cannot be altered.
    if connection.vendor == "postgresql":
        _run(f"SET CONSTRAINTS ALL {when}")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
