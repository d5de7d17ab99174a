"""Which columns a table has."""

from __future__ import annotations

from django.db import connection


def columns_of(table: str) -> set[str]:
    """Return the columns of a table; none when there is no such table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
                [connection.ops.quote_name(table)],
            )
        else:
            cursor.execute("SELECT name FROM pragma_table_info(%s)", [table])
        return {name for (name,) in cursor.fetchall()}
