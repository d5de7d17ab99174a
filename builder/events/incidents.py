"""Incidents: say that something stopped and needs a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.models import EventRow, Incident, Job

from .announcing import announce
from .event import Actor, Event, Subject


@dataclass(frozen=True, kw_only=True)
class IncidentOpened(Event):
    """Something could not go on by itself."""

    type = "incident.opened"
    incident_id: int
    code: str
    message: str


def open_incident(
    *,
    code: str,
    message: str,
    detail: dict[str, Any] | None = None,
    subject: Subject | None = None,
    job: Job | None = None,
) -> Incident:
    """Open an incident and announce it; belongs in the transaction that found out."""
    about = subject or _subject_of(job) or Subject()
    incident = Incident.objects.create(
        code=code,
        message=message,
        detail=detail or {},
        application_id=about.application_id,
        process_id=about.process_id,
        job=job,
    )
    announce(
        IncidentOpened(
            actor=Actor(kind="system", user_id=None, via="system"),
            subject=about,
            incident_id=incident.pk,
            code=code,
            message=message,
        )
    )
    return incident


def _subject_of(job: Job | None) -> Subject | None:
    row = EventRow.objects.filter(pk=job.event_id).first() if job and job.event_id else None
    if row is None:
        return None
    return Subject(
        application_id=row.application_id,
        form_id=row.form_id,
        record_id=row.record_id,
        process_id=row.process_id,
        task_id=row.task_id,
        case_id=row.case_id,
    )
