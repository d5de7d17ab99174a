"""Settle incidents."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from builder.administration.events import IncidentResolved
from builder.administration.selectors.jobs import require_administrator
from builder.events import Actor, Subject, announce
from builder.exceptions import Conflict, NotFound
from builder.models import Incident, User


@transaction.atomic
def resolve_incident(*, actor: User, incident_id: int, resolution: str) -> Incident:
    """Settle an incident by hand, saying how."""
    require_administrator(actor)
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None:
        raise NotFound(f"No incident {incident_id}.")
    if incident.state != Incident.State.OPEN:
        raise Conflict("This incident is settled.")
    incident.state = Incident.State.RESOLVED
    incident.resolved_at = timezone.now()
    incident.resolved_by = actor
    incident.resolution = resolution[:200]
    incident.save(update_fields=["state", "resolved_at", "resolved_by", "resolution"])
    subject = Subject(application_id=incident.application_id, process_id=incident.process_id)
    announce(
        IncidentResolved(
            actor=Actor.of(actor), subject=subject, incident_id=incident.pk, resolution=incident.resolution
        )
    )
    return incident
