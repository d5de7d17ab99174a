"""How the SQL back end finds the fields of a schema in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from .tree import Path


@dataclass(frozen=True)
class Column:
    """A field that is stored.

    `expression` is a Django expression, usually `F("f_7")` or `F("customer__f_3")`. `kind` says how it is stored where
    that is not how its type is usually stored: `integer` (a number without fraction, or an id) compares without a cast,
    so that its index serves; `date` and `datetime` may stand in for each other. `scale` is given when SQLite holds a
    number as a whole one, multiplied by ten to the scale.
    """

    expression: Any
    kind: str = ""
    scale: int | None = None


@dataclass(frozen=True)
class Constant:
    """A field whose value is known before the statement is sent, such as those of `me`."""

    value: Any


@dataclass(frozen=True)
class Rows:
    """The rows of a sub-table, or the records that link to this one.

    `queryset` is already limited to the parent, `Line.objects.filter(parent_id=OuterRef("pk"))`, and in the order
    FIRST, LAST and JOIN read the rows in. `resolver` finds the fields of a row.
    """

    queryset: Any
    resolver: Resolver


class Resolver(Protocol):
    """Finds fields in the database; each engine brings its own."""

    def column(self, path: Path) -> Column | Constant:
        """Return where the field at the path is stored; a record's path means its id."""

    def rows(self, path: Path) -> Rows:
        """Return the rows at the path."""
