"""The flight recorder: which job a worker was running when its process died.

A job that kills its process rolls back without a trace in the database, and would kill the next worker too. So every
worker keeps the id of its job in a small memory-mapped file, which outlives the process and costs no statement.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

SLOT = struct.Struct("<q")
_recorders = threading.local()


class Recorder:
    """One worker's file, locked for as long as its process lives."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{os.getpid()}-{threading.get_ident()}"
        self._file = self._open()
        self._file.truncate(SLOT.size)
        self._map = mmap.mmap(self._file.fileno(), SLOT.size)

    def _open(self) -> BinaryIO:
        """Open and lock the file; whoever reads leftovers may take it away before the lock is ours."""
        while True:
            file = self.path.open("w+b")
            fcntl.flock(file, fcntl.LOCK_EX)
            if self.path.exists():
                return file
            file.close()

    def note(self, job_id: int) -> None:
        """Remember the job that runs now; 0 is none."""
        SLOT.pack_into(self._map, 0, job_id)

    def close(self) -> None:
        """Leave nothing behind."""
        self.path.unlink(missing_ok=True)
        self._map.close()
        self._file.close()


def folder() -> Path:
    """Return where this installation's recorders lie."""
    return Path(settings.DATA_DIR) / "workers"


@contextmanager
def recorded(job_id: int) -> Iterator[None]:
    """Note the job for as long as it runs, if this thread keeps a recorder."""
    recorder: Recorder | None = getattr(_recorders, "mine", None)
    if recorder is None:
        yield
        return
    recorder.note(job_id)
    try:
        yield
    finally:
        recorder.note(0)


@contextmanager
def recording() -> Iterator[None]:
    """Keep a recorder for this thread."""
    _recorders.mine = Recorder(folder())
    try:
        yield
    finally:
        _recorders.mine.close()
        _recorders.mine = None


def leftovers() -> Iterator[int]:
    """Take the recorders of dead workers away, and return the jobs they were running."""
    for path in folder().glob("*-*"):
        job_id = _take_over(path)
        if job_id:
            yield job_id


def _take_over(path: Path) -> int:
    """Return the job in a file that nobody holds any more, and remove the file."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            content = file.read(SLOT.size)
            path.unlink(missing_ok=True)
    except OSError:
        return 0
    return int(SLOT.unpack(content)[0]) if len(content) == SLOT.size else 0
