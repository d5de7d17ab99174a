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

Row = tuple[Any, ...]


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
    rows: list[Row] = []
    for part in _phases(records, order, after):
        rows += part.values_list(*columns)[: limit + 1 - len(rows)]
        if len(rows) > limit:
            break
    if len(rows) <= limit:
        return rows, ""
    last = dict(zip(columns, rows[limit - 1], strict=True))
    return rows[:limit], write_cursor(order.name, [last[path] for path in order.paths()])


def _phases(records: QuerySet[Any], order: Order, after: list[Any] | None) -> list[QuerySet[Any]]:
    first, *rest = order.keys
    if not first.nullable:
        found = records.filter(_after_first(first, rest, after)) if after else records
        return [found.order_by(first.order_by(False), *(key.order_by(True) for key in rest))]
    tail = [key.order_by(True) for key in rest]
    blank = records.filter(**{f"{first.path}__isnull": True})
    if after and after[0] is None:
        return [blank.filter(_after(rest, after[1:])).order_by(*tail)]
    filled = records.filter(**{f"{first.path}__isnull": False})
    if after:
        filled = filled.filter(_after_first(first, rest, after))
    return [filled.order_by(first.order_by(False), *tail), blank.order_by(*tail)]


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
