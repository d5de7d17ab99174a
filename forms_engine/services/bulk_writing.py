"""Write many new records at once: COPY on PostgreSQL, one prepared statement on SQLite; history included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from builder.models import EventRow


def reserve_ids(table: str, count: int) -> list[int]:
    """Return ids for new rows of a table, which nobody else gets; belongs in a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [value for (value,) in cursor.fetchall()]
        # The transaction holds the one write lock, so nobody moves the sequence meanwhile.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return list(range(first, first + count))


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows whose values are already what the database takes."""
    quote = connection.ops.quote_name
    target = f"{quote(table)} ({', '.join(quote(column) for column in columns)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {target} VALUES ({places})", list(rows))  # noqa: S608 - own names, bound values


def insert_events(common: dict[str, Any], events: Iterable[tuple[int, str, str]]) -> None:
    """Log one event for each record: id, change and payload as JSON text; the rest is common to all."""
    columns = [*common, "record_id", "change", "payload"]
    head = [stored(value) for value in common.values()]
    insert_rows(EventRow._meta.db_table, columns, ([*head, *event] for event in events))


def stored(value: Any) -> Any:
    """Return a moment as the database takes it, and anything else as it is."""
    if connection.vendor == "postgresql" or not hasattr(value, "tzinfo"):
        return value
    return connection.ops.adapt_datetimefield_value(value)
