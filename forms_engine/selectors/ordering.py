"""The order of a list, and where in it a page goes on; blanks come last in every order.

Pages are found by the values of the last row, never by counting rows, so a deep page costs what the first one costs.
A first key that may be blank is read in two phases, filled and then blank: each is a plain range of an ordinary index,
on every database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from .cursors import read_cursor, write_cursor
from .fetching import Tail, column_sql, fetch_rows, is_plain, prepared

Row = Any


@dataclass(frozen=True)
class SortKey:
    """One key of an order: the path of a column, and which way."""

    path: str
    descending: bool = False
    nullable: bool = True

    def order_by(self, nulls_last: bool) -> OrderBy:
        """Return the key for the database."""
        last = True if nulls_last and self.nullable else None
        return F(self.path).desc(nulls_last=last) if self.descending else F(self.path).asc(nulls_last=last)

    def beyond(self, value: Any) -> Q:
        """Return what comes after a value that is not blank, blanks left out."""
        return Q(**{f"{self.path}__{'lt' if self.descending else 'gt'}": value})

    def up_to(self, value: Any) -> Q:
        """Return what comes after a value or equals it, blanks left out."""
        return Q(**{f"{self.path}__{'lte' if self.descending else 'gte'}": value})


@dataclass(frozen=True)
class Order:
    """The keys of a list, the last of which is the id."""

    keys: tuple[SortKey, ...]

    @classmethod
    def of(cls, keys: Sequence[SortKey]) -> Order:
        """Return the order by some keys, made definite by the id."""
        descending = keys[0].descending if keys else True
        named = [key for key in keys if key.path != "id"]
        own = next((key for key in keys if key.path == "id"), None)
        return cls((*named, own or SortKey("id", descending, nullable=False)))

    @property
    def name(self) -> str:
        """Return a short name of the order, which cursors carry."""
        text = ",".join(f"{'-' if key.descending else ''}{key.path}" for key in self.keys)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def paths(self) -> list[str]:
        """Return the columns whose values make a cursor."""
        return [key.path for key in self.keys]


def fetch_page(
    records: QuerySet[Any], order: Order, names: Sequence[str], limit: int, cursor: str = ""
) -> tuple[list[Row], str]:
    """Return the rows of one page with the named columns, and the cursor of the next page, empty on the last.

    Raises:
        Invalid: the cursor is not of this order.
    """
    columns = list(dict.fromkeys([*names, *order.paths()]))
    after = read_cursor(cursor, order.name) if cursor else None
    fetch = _fetch_plain if is_plain(records, columns) else _fetch_joined
    rows: list[Row] = []
    for phase in _phases(order, after):
        rows += fetch(records, order, phase, columns, limit + 1 - len(rows))
        if len(rows) > limit:
            break
    if len(rows) <= limit:
        return rows, ""
    last = dict(zip(columns, rows[limit - 1], strict=True))
    return rows[:limit], write_cursor(order.name, [last[path] for path in order.paths()])


@dataclass(frozen=True)
class Phase:
    """A part of a list: where its first key is `filled` or blank, or all of it; after the values of a row."""

    filled: bool | None
    after: list[Any] | None = None


def _phases(order: Order, after: list[Any] | None) -> list[Phase]:
    if not order.keys[0].nullable:
        return [Phase(None, after)]
    if after and after[0] is None:
        return [Phase(False, after)]
    return [Phase(True, after), Phase(False)]


def _fetch_joined(records: QuerySet[Any], order: Order, phase: Phase, columns: list[str], limit: int) -> list[Row]:
    """Let Django join the tables that the order leads to."""
    first, *rest = order.keys
    tail = [key.order_by(True) for key in rest]
    if phase.filled is False:
        records = records.filter(**{f"{first.path}__isnull": True})
        records = records.filter(_after(rest, phase.after[1:])) if phase.after else records
        return list(records.order_by(*tail).values_list(*columns)[:limit])
    if phase.filled:
        records = records.filter(**{f"{first.path}__isnull": False})
    if phase.after:
        records = records.filter(_after_first(first, rest, phase.after))
    return list(records.order_by(first.order_by(False), *tail).values_list(*columns)[:limit])


def _after_first(first: SortKey, rest: Sequence[SortKey], after: list[Any]) -> Q:
    if not rest:
        return first.beyond(after[0])
    # Written so that the bound alone is a range of the index.
    return first.up_to(after[0]) & (first.beyond(after[0]) | _after(rest, after[1:]))


def _after(keys: Sequence[SortKey], values: Sequence[Any]) -> Q:
    key, value = keys[0], values[0]
    if value is None:
        return Q(**{f"{key.path}__isnull": True}) & _after(keys[1:], values[1:])
    beyond = key.beyond(value)
    if key.nullable:
        beyond |= Q(**{f"{key.path}__isnull": True})
    if len(keys) == 1:
        return beyond
    return beyond | (Q(**{key.path: value}) & _after(keys[1:], values[1:]))


def _fetch_plain(records: QuerySet[Any], order: Order, phase: Phase, columns: list[str], limit: int) -> list[Row]:
    """Write the order and the place in it by hand."""
    writer = _TailWriter(records.model, records.db)
    return fetch_rows(records, columns, writer.tail(order, phase), limit)


class _TailWriter:
    """Writes what `_fetch_joined` says, as SQL over the table's own columns."""

    def __init__(self, model: type[Any], using: str) -> None:
        self.model = model
        self.using = using
        self.params: list[Any] = []

    def tail(self, order: Order, phase: Phase) -> Tail:
        first, *rest = order.keys
        conditions = []
        if phase.filled is not None:
            conditions.append(f"{self.column(first)} IS {'NOT ' if phase.filled else ''}NULL")
        if phase.after and phase.filled is False:
            conditions.append(f"({self.after(rest, phase.after[1:])})")
        elif phase.after:
            conditions.append(self.after_first(first, rest, phase.after))
        keys = rest if phase.filled is False else [first, *rest]
        last = [key is not first and key.nullable for key in keys]
        order_by = ", ".join(self.ordered(key, nulls_last) for key, nulls_last in zip(keys, last, strict=True))
        return Tail(" AND ".join(conditions), tuple(self.params), order_by)

    def after_first(self, first: SortKey, rest: Sequence[SortKey], after: list[Any]) -> str:
        if not rest:
            return self.compared(first, "<" if first.descending else ">", after[0])
        bound = self.compared(first, "<=" if first.descending else ">=", after[0])
        beyond = self.compared(first, "<" if first.descending else ">", after[0])
        return f"{bound} AND ({beyond} OR {self.after(rest, after[1:])})"

    def after(self, keys: Sequence[SortKey], values: Sequence[Any]) -> str:
        key, value = keys[0], values[0]
        if value is None:
            return f"({self.column(key)} IS NULL AND {self.after(keys[1:], values[1:])})"
        beyond = self.compared(key, "<" if key.descending else ">", value)
        if key.nullable:
            beyond = f"{beyond} OR {self.column(key)} IS NULL"
        if len(keys) == 1:
            return f"({beyond})"
        same = self.compared(key, "=", value)
        return f"({beyond} OR ({same} AND {self.after(keys[1:], values[1:])}))"

    def compared(self, key: SortKey, operator: str, value: Any) -> str:
        self.params.append(prepared(self.model, key.path, value, self.using))
        return f"{self.column(key)} {operator} %s"

    def ordered(self, key: SortKey, nulls_last: bool) -> str:
        return f"{self.column(key)} {'DESC' if key.descending else 'ASC'}{' NULLS LAST' if nulls_last else ''}"

    def column(self, key: SortKey) -> str:
        return column_sql(self.model, key.path, self.using)
