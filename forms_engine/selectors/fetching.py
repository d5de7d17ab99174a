"""Fetch rows of one table quickly: Django compiles the conditions, everything else is worked out once per table.

A page of a list is asked for so often that building a whole query each time would cost more than running it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any
from weakref import WeakKeyDictionary

import orjson
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connections
from django.db.models import Field, QuerySet

Row = list[Any]
Decoder = Callable[[Any], Any]
_WIDE = Context(prec=60)


@dataclass(frozen=True)
class Selection:
    """Some columns of a table: their SQL, and how raw values of some of them become Python values."""

    sql: str
    decoders: tuple[tuple[int, Decoder], ...]

    def decode(self, row: Sequence[Any]) -> Row:
        """Return a row in Python values."""
        found = list(row)
        for index, decoder in self.decoders:
            if found[index] is not None:
                found[index] = decoder(found[index])
        return found


@dataclass(frozen=True)
class Tail:
    """What comes after the conditions of a query: more conditions, with their values, and the order."""

    where: str = ""
    params: tuple[Any, ...] = ()
    order_by: str = ""


_known: WeakKeyDictionary[type[Any], dict[tuple[str, str, tuple[str, ...]], Selection]] = WeakKeyDictionary()


def fetch_rows(records: QuerySet[Any], names: Sequence[str], tail: Tail, limit: int) -> list[Row]:
    """Return the named columns of the records, in Python values."""
    connection = connections[records.db]
    selection = _selection(records.model, tuple(names), connection)
    query = records.query.clone()
    query.clear_ordering(force=True)
    query.set_values(["pk"])
    compiler = query.get_compiler(connection=connection)
    compiler.setup_query()
    query.get_initial_alias()
    try:
        where, params = compiler.compile(query.where)
    except FullResultSet:
        where, params = "", ()
    except EmptyResultSet:
        return []
    tables, table_params = compiler.get_from_clause()
    conditions = " AND ".join(part for part in (where, tail.where) if part)
    sql = (
        f"SELECT {selection.sql} FROM {' '.join(tables)}"  # noqa: S608 - compiled by Django, names are our own
        f"{' WHERE ' if conditions else ''}{conditions} ORDER BY {tail.order_by} LIMIT {int(limit)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*table_params, *params, *tail.params])
        rows = cursor.fetchall()
    return [selection.decode(row) for row in rows]


def is_plain(records: QuerySet[Any], names: Sequence[str]) -> bool:
    """Tell whether the columns are the table's own, and the query is nothing but conditions."""
    query = records.query
    simple = not (query.distinct or query.is_sliced or query.group_by or query.annotations or query.combinator)
    return simple and not any("__" in name for name in names)


def column_sql(model: type[Any], name: str, using: str) -> str:
    """Return a column as SQL."""
    quote = connections[using].ops.quote_name
    return f"{quote(model._meta.db_table)}.{quote(_field(model, name).column)}"


def prepared(model: type[Any], name: str, value: Any, using: str) -> Any:
    """Return a value as it is compared with a column."""
    return _field(model, name).get_db_prep_value(value, connections[using])


def _selection(model: type[Any], names: tuple[str, ...], connection: Any) -> Selection:
    known = _known.setdefault(model, {})
    key = (connection.alias, connection.vendor, names)
    if key not in known:
        fields = [_field(model, name) for name in names]
        sql = ", ".join(column_sql(model, name, connection.alias) for name in names)
        decoders = ((index, _decoder(field, connection.vendor)) for index, field in enumerate(fields))
        known[key] = Selection(sql, tuple((index, decoder) for index, decoder in decoders if decoder is not None))
    return known[key]


def _field(model: type[Any], name: str) -> Field[Any, Any]:
    meta = model._meta
    return next(field for field in meta.concrete_fields if name in (field.attname, field.name))


def _decoder(field: Field[Any, Any], vendor: str) -> Decoder | None:
    kind = field.get_internal_type()
    if kind == "JSONField":
        return orjson.loads
    if vendor != "sqlite":
        return None
    if kind == "ExactDecimalField":
        scale = -field.scale  # type: ignore[attr-defined]
        return lambda value: Decimal(value).scaleb(scale, _WIDE)
    # The driver reads dates, moments and ticks by the declared type of their column, but knows no time zones.
    return (lambda value: value.replace(tzinfo=dt.UTC)) if kind == "DateTimeField" else None
