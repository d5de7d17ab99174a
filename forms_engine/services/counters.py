"""Give out running numbers, gap-free: a number belongs to the transaction that asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection

from forms_engine.models import FormCounter

Key = tuple[str, str]


def take_numbers(form_id: int, keys: Iterable[Key], count: int = 1) -> Mapping[Key, int]:
    """Return, for each counter (field id, period), how many numbers were given out before; takes the next `count`.

    One statement for all of them; whoever else wants numbers of the form waits for the end of the transaction.
    """
    wanted = sorted(set(keys))
    table = connection.ops.quote_name(FormCounter._meta.db_table)
    rows = ", ".join(["(%s, %s, %s, %s)"] * len(wanted))
    params = [value for field_id, period in wanted for value in (form_id, field_id, period, count)]
    sql = (
        f"INSERT INTO {table} (form_id, field_id, period, given) VALUES {rows} "  # noqa: S608 - own table, bound values
        f"ON CONFLICT (form_id, field_id, period) DO UPDATE SET given = {table}.given + excluded.given "
        "RETURNING field_id, period, given"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return {(field_id, period): given - count for field_id, period, given in cursor.fetchall()}
