"""The loop that runs jobs: wait for the doorbell, look at the table, drain it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connection

from . import doorbell, flight
from .courtesy import give_way
from .failing import count_crash
from .housekeeping import schedule_housekeeping
from .runner import drain
from .taking import is_anything_due

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
EAGER_POLL_SECONDS = 0.02
EAGER_SECONDS = 1.0
LONGEST_PAUSE = 5.0
CONNECTION_CHECK_SECONDS = 5.0


class Worker:
    """Runs jobs in this thread until it is told to stop."""

    def __init__(self, poll: float = POLL_SECONDS) -> None:
        self.poll = poll
        self._stopping = threading.Event()
        self._checked_at = 0.0
        self._eager_until = 0.0
        self._begun_at = 0.0
        self._pause = poll

    def stop(self) -> None:
        """Let the running job finish, and start no other."""
        self._stopping.set()
        doorbell.waiting.set()

    def is_wanted(self) -> bool:
        """Say whether to go on."""
        return not self._stopping.is_set()

    def run(self) -> None:
        """Run jobs as they come; a database that is away is waited for."""
        try:
            with flight.recording():
                self._attempt(count_crashes)
                self._attempt(schedule_housekeeping)
                self._attempt(self._drain)
                while self.is_wanted():
                    has_rung = doorbell.waiting.wait(self._next_pause())
                    doorbell.waiting.clear()
                    self._attempt(self._drain if has_rung else self._look)
        finally:
            connection.close()

    def _wants_next(self) -> bool:
        give_way(time.monotonic() - self._begun_at)
        self._begun_at = time.monotonic()
        return self.is_wanted()

    def _next_pause(self) -> float:
        # Work seldom comes alone, and another process cannot ring here: look more often for a moment.
        return min(self._pause, EAGER_POLL_SECONDS) if time.monotonic() < self._eager_until else self._pause

    def _attempt(self, step: Callable[[], None]) -> None:
        try:
            self._refresh_connection()
            step()
        except Exception:
            self._eager_until = 0.0
            self._pause = min(max(self._pause * 2, 1.0), LONGEST_PAUSE)
            logger.exception("The worker cannot reach the database; next look in %.1f s.", self._pause)
            connection.close()
        else:
            self._pause = self.poll

    def _refresh_connection(self) -> None:
        now = time.monotonic()
        if now - self._checked_at > CONNECTION_CHECK_SECONDS:
            self._checked_at = now
            close_old_connections()

    def _look(self) -> None:
        # Looking first spares SQLite's one write lock while there is nothing to do.
        if is_anything_due():
            self._drain()

    def _drain(self) -> None:
        self._begun_at = time.monotonic()
        if drain(wanted=self._wants_next):
            self._eager_until = time.monotonic() + EAGER_SECONDS


def drain_recorded(seconds: float) -> int:
    """Run due jobs for some time, as a worker that keeps a flight recorder; return how many."""
    count_crashes()
    with flight.recording():
        return drain(seconds=seconds)


def count_crashes() -> None:
    """Count an attempt for each job whose worker died while it ran."""
    for job_id in flight.leftovers():
        count_crash(job_id)
