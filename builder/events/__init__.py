"""What happened: the event log, and the two ways to react to it."""

from .announcing import announce
from .event import Actor, Event, Subject, event_types
from .receivers import after, inside

__all__ = ["Actor", "Event", "Subject", "after", "announce", "event_types", "inside"]
