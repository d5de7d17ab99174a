"""A business small enough for the tests of events: somebody made tea."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from builder.events import Actor, Event, Subject
from builder.models import Job

ACTOR = Actor(kind="system", user_id=None, via="system")


@dataclass(frozen=True, kw_only=True)
class TeaMade(Event):
    """Somebody made tea."""

    type = "test.tea_made"
    cups: int = 1


def tea(cups: int = 1, record_id: int | None = None) -> TeaMade:
    """Return the fact that somebody made so many cups."""
    return TeaMade(actor=ACTOR, subject=Subject(form_id=1, record_id=record_id), cups=cups)


class Heard:
    """A receiver that remembers, and fails while it is told to."""

    def __init__(self) -> None:
        self.__qualname__ = "Heard"
        self.events: list[TeaMade] = []
        self.effect: Callable[[TeaMade], Any] = lambda event: None

    def __call__(self, event: TeaMade) -> None:
        """Remember the event."""
        self.events.append(event)
        self.effect(event)


def fail_with(error: Exception) -> Callable[[Any], None]:
    """Return something that raises."""

    def fail(_anything: Any) -> None:
        raise error

    return fail


def tomorrow():
    """Return a time when every back-off of the first attempts is over."""
    return timezone.now() + timedelta(days=1)


def states() -> list[str]:
    """Return the states of all jobs, in order."""
    return list(Job.objects.order_by("id").values_list("state", flat=True))
