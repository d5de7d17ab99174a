"""Write events to the log and hand them to their receivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from django.utils import timezone

from builder.models import EventRow

from .causation import Cause, caused_by, current_cause
from .event import Event
from .jobs import JobRequest, enqueue_all
from .receivers import after_receivers, inside_receivers

E = TypeVar("E", bound=Event)

EVENT_JOB = "event"


def announce(event: E) -> E:
    """Log the event, run its inside receivers, and queue a job for each durable one.

    Belongs in the transaction that makes the fact true: all of it commits, or none. Costs one statement, and a second
    one when somebody listens afterwards.
    """
    row = _row(event, current_cause())
    row.save(force_insert=True)
    return _heard([_logged(event, row)])[0]


def announce_all(events: Sequence[E]) -> list[E]:
    """Announce many events with as few statements as one."""
    cause = current_cause()
    rows = EventRow.objects.bulk_create([_row(event, cause) for event in events])
    return _heard([_logged(event, row) for event, row in zip(events, rows, strict=True)])


def _row(event: Event, cause: Cause | None) -> EventRow:
    return EventRow(
        type=event.type,
        at=timezone.now(),
        actor_kind=event.actor.kind,
        actor_id=event.actor.user_id,
        via=event.actor.via,
        change=event.change,
        payload=event.payload(),
        cause_id=cause.event_id if cause else None,
        depth=cause.depth + 1 if cause else 0,
        **vars(event.subject),
    )


def _logged(event: E, row: EventRow) -> E:
    return replace(event, id=row.pk, at=row.at, depth=row.depth)


def _heard(events: list[E]) -> list[E]:
    for event in events:
        receivers = inside_receivers(event.type)
        if receivers:
            with caused_by(event.id, event.depth):
                for receiver in receivers:
                    receiver(event)
    enqueue_all(request for event in events for request in _durable(event))
    return events


def _durable(event: Event) -> Iterable[JobRequest]:
    for name in after_receivers(event.type):
        yield JobRequest(
            name=EVENT_JOB,
            key=f"{event.id}:{name}",
            payload={"receiver": name},
            event_id=event.id,
            lane=lane_of(event),
        )


def lane_of(event: Event) -> str | None:
    """Return the lane of jobs about the event: those of one record run in order."""
    subject = event.subject
    return f"{subject.form_id}:{subject.record_id}" if subject.record_id else None
