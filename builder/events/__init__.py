"""What happened: the event log, and the two ways to react to it."""

from .announcing import announce, announce_all, lane_of
from .causation import caused_by
from .event import Actor, Event, Subject, event_types
from .receivers import after, inside

__all__ = [
    "Actor",
    "Event",
    "Subject",
    "after",
    "announce",
    "announce_all",
    "caused_by",
    "event_types",
    "inside",
    "lane_of",
]
