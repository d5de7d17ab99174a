"""Lists in pages that stay right while rows come and go: keyset cursors."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import orjson
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from builder.exceptions import Invalid, Problem
from builder.requests import ApiRequest

M = TypeVar("M", bound=Model)
DEFAULT_LIMIT = 50
MAX_LIMIT = 200


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursor of what follows; None at the end."""

    items: list[M]
    next_cursor: str | None

    def body(self, shown: list[dict[str, Any]]) -> dict[str, Any]:
        """Return the answer of a list endpoint."""
        return {"results": shown, "next": self.next_cursor}


def keyset_page(rows: QuerySet[M], order: Sequence[str], *, cursor: str = "", limit: int = DEFAULT_LIMIT) -> Page[M]:
    """Return a page of rows in an order, which must end in something unique and hold no blanks.

    A name with a leading minus runs downwards.
    """
    if cursor:
        rows = rows.filter(_beyond(order, decode_cursor(cursor, len(order))))
    found = list(rows.order_by(*order)[: limit + 1])
    if len(found) <= limit:
        return Page(found, None)
    last = found[limit - 1]
    return Page(found[:limit], encode_cursor([_value(last, name) for name in order]))


def read_limit(request: ApiRequest) -> int:
    """Return the number of rows a caller wants, within what is allowed."""
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= MAX_LIMIT:
        raise Invalid(
            problems=[Problem("limit", "range", _("The limit is a number from 1 to %(most)s.") % {"most": MAX_LIMIT})]
        )
    return int(text)


def encode_cursor(values: Sequence[Any]) -> str:
    """Return an opaque text for the values of the last row."""
    return base64.urlsafe_b64encode(orjson.dumps(list(values))).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[Any]:
    """Return the values behind a cursor.

    Raises:
        Invalid: it is not one of ours.
    """
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != length or any(isinstance(one, dict | list) for one in values):
        raise Invalid(problems=[Problem("cursor", "cursor", _("This cursor does not belong to this list."))])
    return values


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return what comes after a row: greater in the first name, or equal there and greater in the next."""
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        plain = name.lstrip("-")
        condition |= equal & Q(**{f"{plain}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{plain: value})
    return condition


def _value(row: Model, name: str) -> Any:
    value: Any = row
    for part in name.lstrip("-").split("__"):
        value = getattr(value, part)
    return value.isoformat() if isinstance(value, datetime) else value
