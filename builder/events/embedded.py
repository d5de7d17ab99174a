"""The embedded worker: one thread in each web process, so that a small installation needs no second service."""

from __future__ import annotations

import atexit
import os
import threading

from django.conf import settings

from .worker import Worker

# A server that loads the application before it forks its workers does so well within this time. Until then nothing
# touches the database: neither a transaction nor SQLite's locks may cross a fork.
GRACE_SECONDS = 1.0
STOP_SECONDS = 10.0


class EmbeddedWorker:
    """A worker in a daemon thread of this process."""

    def __init__(self, *, is_settled: bool = False) -> None:
        self.worker = Worker()
        self.is_settled = is_settled
        self._may_work = threading.Event()
        self._thread = threading.Thread(target=self._run, name="embedded-worker", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the running job."""
        self.worker.stop()
        self._may_work.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(STOP_SECONDS)

    def is_alive(self) -> bool:
        """Say whether the thread runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        if not self.is_settled:
            self._may_work.wait(GRACE_SECONDS)
        if self.worker.is_wanted():
            self.is_settled = True
            self.worker.run()


_mine: EmbeddedWorker | None = None
_belongs_to_children = False


def start() -> EmbeddedWorker | None:
    """Start this process's worker once, unless settings say that jobs run elsewhere."""
    global _mine  # noqa: PLW0603 -- there is one in a process
    if not settings.EMBEDDED_WORKER:
        return None
    if _mine is None:
        _mine = EmbeddedWorker()
        _mine.start()
    return _mine


def stop() -> None:
    """Stop this process's worker, if it has one."""
    global _mine  # noqa: PLW0603 -- see start
    if _mine is not None:
        _mine.stop()
        _mine = None


def _before_fork() -> None:
    """Hand the worker over to the children when this is a server that forks right after loading."""
    global _belongs_to_children  # noqa: PLW0603 -- remembered for the children that come later
    if _mine is not None and not _mine.is_settled:
        stop()
        _belongs_to_children = True


def _after_fork_in_child() -> None:
    global _mine, _belongs_to_children  # noqa: PLW0603 -- the thread did not survive the fork
    _mine = None
    if _belongs_to_children:
        _belongs_to_children = False
        _mine = EmbeddedWorker(is_settled=True)
        _mine.start()


os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
atexit.register(stop)
