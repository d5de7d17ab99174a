"""Giving way: on SQLite there is one writer at a time, and people come before jobs."""

from __future__ import annotations

import os
import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connection

SHORTEST_BREAK = 0.002
LONGEST_BREAK = 0.05

_lock = threading.Lock()
_in_flight = 0


def requests_in_flight() -> int:
    """Return how many requests this process is answering."""
    return _in_flight


def give_way(worked: float) -> None:
    """Leave the lock free for a moment, as long as the last job held it, while somebody waits for an answer.

    SQLite queues nobody: whoever waits looks again from time to time, and never finds the gap between two jobs.
    """
    if _in_flight and connection.vendor == "sqlite":
        time.sleep(min(max(worked, SHORTEST_BREAK), LONGEST_BREAK))


def _count(change: int) -> None:
    global _in_flight  # noqa: PLW0603 -- one count per process
    with _lock:
        _in_flight = max(0, _in_flight + change)


def _begin(**_kwargs: Any) -> None:
    _count(1)


def _end(**_kwargs: Any) -> None:
    _count(-1)


def _start_afresh() -> None:
    """Forget the requests of the parent process."""
    global _in_flight, _lock  # noqa: PLW0603 -- see above
    _lock = threading.Lock()
    _in_flight = 0


request_started.connect(_begin, dispatch_uid="builder.events.courtesy")
request_finished.connect(_end, dispatch_uid="builder.events.courtesy")
os.register_at_fork(after_in_child=_start_afresh)
