"""Wake whoever runs jobs; losing a ring loses nothing but a moment."""

from __future__ import annotations

import threading

waiting = threading.Event()


def ring() -> None:
    """Wake the worker of this process."""
    waiting.set()
