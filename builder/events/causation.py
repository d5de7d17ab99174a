"""Which event led to which: the chain that shows loops and explains what an automation did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """The event that is being reacted to; `depth` counts the reactions since a person acted."""

    event_id: int
    depth: int


_current: ContextVar[Cause | None] = ContextVar("cause", default=None)


def current_cause() -> Cause | None:
    """Return what is being reacted to, if anything."""
    return _current.get()


@contextmanager
def caused_by(event_id: int, depth: int) -> Iterator[None]:
    """Mark every event announced inside as a consequence of this one."""
    token = _current.set(Cause(event_id, depth))
    try:
        yield
    finally:
        _current.reset(token)
