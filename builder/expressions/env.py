"""The surroundings an expression is evaluated in: the moment and the time zone."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from zoneinfo import ZoneInfo

from . import moments


class Env:
    """One pinned moment and the workspace's time zone; share it for everything evaluated together."""

    def __init__(self, now: dt.datetime, timezone: str | dt.tzinfo = "UTC") -> None:
        """Pin the moment, which must know its zone."""
        if now.tzinfo is None:
            raise ValueError("The moment needs a time zone.")
        self.now = now.astimezone(dt.UTC)
        self.zone: dt.tzinfo = ZoneInfo(timezone) if isinstance(timezone, str) else timezone

    @cached_property
    def today(self) -> dt.date:
        """Return the day in the workspace's zone."""
        return moments.to_local(self.now, self.zone).date()

    @property
    def zone_name(self) -> str:
        """Return the zone's name, as databases and browsers know it."""
        return str(getattr(self.zone, "key", None) or self.zone)
