"""The event log only grows: the database itself refuses to change what is in it."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from builder.models import EventRow

POSTGRESQL = """
CREATE OR REPLACE FUNCTION builder_event_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The event log only grows.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER IF EXISTS event_log_only_grows ON {table};
CREATE TRIGGER event_log_only_grows BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION builder_event_log_only_grows();
"""

# Deleting stays possible on SQLite: whoever holds the file can do anything to it, and emptying a table is a DELETE.
SQLITE = """
CREATE TRIGGER IF NOT EXISTS event_log_only_grows BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'The event log only grows.'); END;
"""


@receiver(post_migrate, dispatch_uid="builder.events.guard")
def guard_event_log(sender: Any, using: str, **_kwargs: Any) -> None:
    """Put the trigger in place after the tables are."""
    if sender.name != "builder":
        return
    connection = connections[using]
    table = EventRow._meta.db_table
    if table not in connection.introspection.table_names():
        return
    statement = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=connection.ops.quote_name(table)))
