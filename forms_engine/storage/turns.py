"""Whose turn it is to change tables: one publish at a time, and none that makes others wait."""

from __future__ import annotations

from django.db import OperationalError, connection

PUBLISH_LOCK = 0x6D696C6C
LOCK_TIMEOUT_MS = 200
LOCK_NOT_AVAILABLE = "55P03"


def take_turn() -> None:
    """Wait for other publishes to end, then give up quickly wherever a table is in use.

    Tables that refer to each other would otherwise be locked in different orders, and a statement that waits for a long
    report would hold up everybody behind it. Must be called in a transaction, which keeps the turn until it ends.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISH_LOCK])
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT_MS}ms'")


def end_turn() -> None:
    """Wait for locks again as usual; the turn itself ends with the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def was_blocked(error: OperationalError) -> bool:
    """Tell whether a statement failed because somebody else holds the table."""
    return getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE
