"""What administrators do about things that stopped."""

from __future__ import annotations

from dataclasses import dataclass

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class JobRetried(Event):
    """Somebody let a dead job try again."""

    type = "job.retried"
    job_id: int


@dataclass(frozen=True, kw_only=True)
class IncidentResolved(Event):
    """Somebody settled an incident."""

    type = "incident.resolved"
    incident_id: int
    resolution: str
