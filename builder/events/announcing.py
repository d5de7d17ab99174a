"""Write an event to the log and hand it to its receivers."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TypeVar

from django.utils import timezone

from builder.models import EventRow

from .causation import current_cause
from .event import Event
from .jobs import JobRequest, enqueue_all
from .receivers import after_receivers, inside_receivers

E = TypeVar("E", bound=Event)

EVENT_JOB = "event"


def announce(event: E) -> E:
    """Log the event, run its inside receivers, and queue a job for each durable one.

    Belongs in the transaction that makes the fact true: all of it commits, or none.
    """
    cause = current_cause()
    row = EventRow.objects.create(
        type=event.type,
        at=timezone.now(),
        actor_kind=event.actor.kind,
        actor_id=event.actor.user_id,
        via=event.actor.via,
        change=event.change,
        payload=event.payload(),
        cause_id=cause.event_id if cause else None,
        depth=cause.depth + 1 if cause else 0,
        **asdict(event.subject),
    )
    logged = replace(event, id=row.pk, at=row.at, depth=row.depth)
    for receiver in inside_receivers(event.type):
        receiver(logged)
    enqueue_all(
        JobRequest(name=EVENT_JOB, key=f"{row.pk}:{name}", payload={"receiver": name}, event_id=row.pk)
        for name in after_receivers(event.type)
    )
    return logged
