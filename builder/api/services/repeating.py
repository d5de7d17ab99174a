"""Do what is sent twice only once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.api.rendering import dump
from builder.exceptions import Invalid, Problem
from builder.models import IdempotencyKey, User

LONGEST_KEY = 100
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def once(*, actor: User, key: str, request: Any, action: Callable[[], tuple[int, Any]]) -> tuple[int, Any, bool]:
    """Return status and body of the action, which runs unless this key was used before; the last tells if it was.

    The key, the effect of the action and its answer are committed together, so a crash leaves all of them or none.
    A second request with the same key waits for the first one.

    Raises:
        Invalid: the key was used for another request.
    """
    if not key.isprintable() or len(key) > LONGEST_KEY:
        raise Invalid(problems=[Problem("", "idempotency_key", _("The Idempotency-Key is too long or unreadable."))])
    fingerprint = hashlib.sha256(dump(request)).hexdigest()
    # The unique index makes the second of two equal requests wait here until the first is committed.
    row, is_new = IdempotencyKey.objects.get_or_create(user=actor, key=key, defaults={"fingerprint": fingerprint})
    if row.fingerprint != fingerprint:
        raise Invalid(
            problems=[Problem("", "idempotency_key", _("This Idempotency-Key was used for another request."))]
        )
    if not is_new and row.answer is not None:
        return row.answer["status"], row.answer["body"], True
    status, body = action()
    forget_old_keys(actor)
    row.answer = {"status": status, "body": orjson.loads(dump(body))}
    row.save(update_fields=["answer"])
    return status, body, False


def forget_old_keys(actor: User) -> int:
    """Remove the person's keys that nobody will send again; return how many."""
    old = IdempotencyKey.objects.filter(user=actor, created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]
