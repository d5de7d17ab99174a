"""Wake whoever runs jobs; losing a ring loses nothing but a moment."""

from __future__ import annotations

import logging
import os
import threading
import time

from celery import current_app
from django.conf import settings

logger = logging.getLogger(__name__)

waiting = threading.Event()

TASK = "builder.drain"
SHORTEST_PAUSE = 0.05
RETRY_PAUSE = 2.0


def ring() -> None:
    """Wake the worker of this process and, where there is a broker, one elsewhere; never blocks, never fails."""
    waiting.set()
    if settings.REDIS_URL and not settings.EMBEDDED_WORKER:
        _broker_bell.ring()


class BrokerBell:
    """Rings through the broker from a thread of its own, so that no request ever waits for the broker.

    Many rings within a short time are one. While the broker is away the ring is owed, and tried again.
    """

    def __init__(self) -> None:
        self._owed = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_silent = False

    def ring(self) -> None:
        """Let the thread ring."""
        self._owed.set()
        if self._thread is None or not self._thread.is_alive():
            self._start()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._owed.wait()
            self._owed.clear()
            if self._publish():
                time.sleep(SHORTEST_PAUSE)
            else:
                self._owed.set()
                time.sleep(RETRY_PAUSE)

    def _publish(self) -> bool:
        try:
            current_app.send_task(TASK, expires=30, retry=False, ignore_result=True)
        except Exception as error:  # noqa: BLE001 -- every broker library has errors of its own
            if not self._is_silent:
                logger.warning("The broker does not answer; jobs wait for the next look at the table. %s", error)
            self._is_silent = True
            return False
        self._is_silent = False
        return True


_broker_bell = BrokerBell()


def _start_afresh() -> None:
    """Forget the thread and the locks of the parent process."""
    global waiting, _broker_bell  # noqa: PLW0603 -- both belong to one process
    waiting = threading.Event()
    _broker_bell = BrokerBell()


os.register_at_fork(after_in_child=_start_afresh)
