"""Cursors: where a page of a list ended, signed so that nobody can make one up."""

from __future__ import annotations

import datetime
from base64 import urlsafe_b64decode, urlsafe_b64encode
from decimal import Decimal
from typing import Any

import orjson
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem

SALT = "forms_engine.cursor"
SIGNATURE = 12


def write_cursor(order: str, values: list[Any]) -> str:
    """Return a cursor for the values of the last row in an order."""
    body = orjson.dumps([order, [_encode(value) for value in values]])
    return urlsafe_b64encode(_signature(body) + body).decode().rstrip("=")


def read_cursor(cursor: str, order: str) -> list[Any]:
    """Return the values which a cursor holds.

    Raises:
        Invalid: it is no cursor of ours, or one of another order.
    """
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        signature, body = raw[:SIGNATURE], raw[SIGNATURE:]
        if not constant_time_compare(_signature(body), signature):
            raise ValueError("signature")
        made_for, values = orjson.loads(body)
        if made_for != order:
            raise ValueError("order")
        return [_decode(value) for value in values]
    except (ValueError, TypeError, KeyError):
        message = _("The cursor does not belong to this list. Start from the first page.")
        raise Invalid(problems=[Problem("cursor", "bad_cursor", message)]) from None


def _signature(body: bytes) -> bytes:
    return salted_hmac(SALT, body, algorithm="sha256").digest()[:SIGNATURE]


def _encode(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"n": str(value)}
    if isinstance(value, datetime.datetime):
        return {"m": value.isoformat()}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    return value


def _decode(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    if kind == "n":
        return Decimal(text)
    return datetime.datetime.fromisoformat(text) if kind == "m" else datetime.date.fromisoformat(text)
