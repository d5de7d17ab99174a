"""Set dead jobs going again, and close incidents."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.events import doorbell
from builder.exceptions import Conflict, NotFound
from builder.models import Incident, Job, User
from builder.organization.selectors.people import require_administrator


@transaction.atomic
def retry_job(*, actor: User, job_id: int) -> Job:
    """Give a dead job its attempts back, and close its incidents."""
    require_administrator(actor)
    job = Job.objects.select_for_update(of=("self",)).filter(pk=job_id).first()
    if job is None:
        raise NotFound(_("There is no such job."))
    if job.state != Job.State.DEAD:
        raise Conflict(_("Only a job that has given up can be tried again."))
    # By the database's clock, like everything about when a job runs.
    Job.objects.filter(pk=job.pk).update(state=Job.State.PENDING, attempts=0, due_at=Now(), leased_until=None)
    for incident in Incident.objects.filter(job=job, state=Incident.State.OPEN):
        _close(incident, actor, "retried")
    transaction.on_commit(doorbell.ring)
    job.refresh_from_db()
    return job


@transaction.atomic
def resolve_incident(*, actor: User, incident_id: int, resolution: str = "") -> Incident:
    """Say that an incident needs nobody any more."""
    require_administrator(actor)
    incident = Incident.objects.select_for_update(of=("self",)).filter(pk=incident_id).first()
    if incident is None:
        raise NotFound(_("There is no such incident."))
    if incident.state == Incident.State.OPEN:
        _close(incident, actor, resolution)
    return incident


def _close(incident: Incident, actor: User, resolution: str) -> None:
    incident.state = Incident.State.RESOLVED
    incident.resolved_at, incident.resolved_by, incident.resolution = timezone.now(), actor, resolution.strip()[:200]
    incident.save(update_fields=["state", "resolved_at", "resolved_by", "resolution"])
