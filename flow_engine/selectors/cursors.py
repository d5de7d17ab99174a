"""Keyset cursors: where a page ended, as opaque text."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor of the next page; None on the last."""

    items: list[dict[str, Any]] = field(default_factory=list)
    cursor: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what the API answers."""
        return {"results": self.items, "next": self.cursor}


def after_cursor(rows: QuerySet[Any], moment: str, cursor: str | None) -> QuerySet[Any]:
    """Return the rows after the cursor, the latest first.

    Raises:
        Invalid: it is no cursor.
    """
    if cursor:
        at, key = _decode(cursor)
        rows = rows.filter(Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "pk__lt": key}))
        # The plain bound lets the index seek; the exact one above is a filter.
        rows = rows.filter(**{f"{moment}__lte": at})
    return rows.order_by(f"-{moment}", "-pk")


def take(rows: QuerySet[Any], moment: str, limit: int) -> tuple[list[Any], str | None]:
    """Return a page of rows and the cursor of the next.

    Raises:
        Invalid: the page is too large.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        message = _("Ask for 1 to %(most)s rows at a time.")
        raise Invalid(problems=[Problem("limit", "range", message, {"most": LARGEST_PAGE})])
    found: Sequence[Any] = list(rows[: limit + 1])
    page = list(found[:limit])
    return page, _encode(getattr(page[-1], moment), page[-1].pk) if len(found) > limit else None


def _encode(at: datetime, key: int) -> str:
    return urlsafe_b64encode(f"{at.isoformat()}|{key}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, int]:
    try:
        at, _bar, key = urlsafe_b64decode(cursor.encode()).decode().rpartition("|")
        return datetime.fromisoformat(at), int(key)
    except (ValueError, binascii.Error, UnicodeDecodeError) as error:
        raise Invalid(problems=[Problem("cursor", "invalid", _("This page does not exist."))]) from error
