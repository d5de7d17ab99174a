"""Warn before an installation outgrows its database."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connection

from forms_engine.models import Form

MOST_ON_SQLITE = 500
MOST_ON_POSTGRESQL = 5000
LOCKS_WANTED = 1024


@register(Tags.database)
def check_number_of_tables(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn when there are more forms than the database serves well."""
    del kwargs
    if not databases or "forms_engine_form" not in connection.introspection.table_names():
        return []
    limit = MOST_ON_POSTGRESQL if connection.vendor == "postgresql" else MOST_ON_SQLITE
    count = Form.objects.filter(current_version__isnull=False).count()
    if count <= limit:
        return []
    hint = "Move to PostgreSQL." if connection.vendor != "postgresql" else "Spread the workspaces over databases."
    return [checks.Warning(f"{count} form tables are more than {limit}.", hint=hint, id="forms_engine.W001")]


@register(Tags.database)
def check_locks(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Warn when PostgreSQL cannot lock all form tables at once, as a backup does."""
    del kwargs
    if not databases or connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_locks_per_transaction")
        locks = int(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'i') AND relname ~ '^(r|ix)_[0-9]+'")
        tables = cursor.fetchone()[0]
    if tables < locks * 50:
        return []
    hint = f"Set max_locks_per_transaction to {LOCKS_WANTED} and restart PostgreSQL."
    return [checks.Warning("A backup may run out of locks.", hint=hint, id="forms_engine.W002")]
