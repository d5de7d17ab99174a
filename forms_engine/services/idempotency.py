"""Repeated requests: the second one gets the first one's answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

import orjson
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from builder.exceptions import Conflict, Invalid, Problem
from builder.models import IdempotencyKey, User

T = TypeVar("T")
MAX_LENGTH = 100


def once(actor: User, key: str | None, request: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Act, unless the actor sent the same request under the same key before; then return what it answered.

    Belongs in the transaction of the command: a command that is rolled back leaves no key behind.

    Raises:
        Invalid: the key is too long, or was used for another request.
        Conflict: the first request has no answer yet.
    """
    if not key:
        return act()
    if len(key) > MAX_LENGTH:
        raise Invalid(problems=[Problem("idempotency_key", "too_long", _("The idempotency key is too long."))])
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(user=actor, key=key, fingerprint=fingerprint)
    except IntegrityError:
        return _earlier_answer(actor, key, fingerprint)
    answer = act()
    IdempotencyKey.objects.filter(pk=row.pk).update(answer=answer)
    return answer


def _earlier_answer(actor: User, key: str, fingerprint: str) -> dict[str, Any]:
    row = IdempotencyKey.objects.get(user=actor, key=key)
    if row.fingerprint != fingerprint:
        message = _("The idempotency key was used for another request.")
        raise Invalid(problems=[Problem("idempotency_key", "reused", message)])
    if row.answer is None:
        raise Conflict(_("The first request with this key is still running."))
    return dict(row.answer)


def _fingerprint(request: Any) -> str:
    return hashlib.sha256(orjson.dumps(request, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()
