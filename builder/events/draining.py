"""What a Celery worker does: drain the job table when the doorbell rings."""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down
from django.db import connection

from . import doorbell
from .housekeeping import schedule_housekeeping
from .taking import is_anything_due
from .worker import drain_recorded

logger = logging.getLogger(__name__)

DRAIN_SECONDS = 20.0
NET_SECONDS = 2.0

_is_over = threading.Event()


@shared_task(name=doorbell.TASK, ignore_result=True)  # type: ignore[untyped-decorator]  # Celery has no types
def drain() -> int:
    """Run the due jobs; the message says nothing but "look"."""
    count = drain_recorded(seconds=DRAIN_SECONDS)
    if count and is_anything_due():
        doorbell.ring()
    return count


@worker_ready.connect  # type: ignore[untyped-decorator]  # as above
def cast_net(**_kwargs: Any) -> None:
    """Ring for jobs whose time has come, and for those whose ring was lost."""
    _is_over.clear()
    schedule_housekeeping()
    threading.Thread(target=_ring_for_due_jobs, name="net", daemon=True).start()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]  # as above
def draw_in_net(**_kwargs: Any) -> None:
    """Stop looking."""
    _is_over.set()


def _ring_for_due_jobs() -> None:
    while not _is_over.wait(NET_SECONDS):
        try:
            if is_anything_due():
                doorbell.ring()
        except Exception as error:  # noqa: BLE001 -- the thread must outlive a database that is away
            logger.warning("The database does not answer. %s", error)
            connection.close()
    connection.close()
