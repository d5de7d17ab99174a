"""Let dead jobs try again."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from builder.administration.events import JobRetried
from builder.administration.selectors.jobs import require_administrator
from builder.events import Actor, Subject, announce, doorbell
from builder.exceptions import Conflict, NotFound
from builder.models import Incident, Job, User


@transaction.atomic
def retry_job(*, actor: User, job_id: int) -> Job:
    """Give a dead job all its attempts again, from now on, and settle its incidents."""
    require_administrator(actor)
    dead = Job.objects.select_for_update().filter(pk=job_id).first()
    if dead is None:
        raise NotFound(f"No job {job_id}.")
    if dead.state != Job.State.DEAD:
        raise Conflict("This job is not dead.")
    Job.objects.filter(pk=dead.pk).update(state=Job.State.PENDING, attempts=0, due_at=Now())
    Incident.objects.filter(job=dead, state=Incident.State.OPEN).update(
        state=Incident.State.RESOLVED, resolved_at=timezone.now(), resolved_by=actor, resolution="retried"
    )
    announce(JobRetried(actor=Actor.of(actor), subject=Subject(), job_id=dead.pk))
    transaction.on_commit(doorbell.ring)
    dead.refresh_from_db()
    return dead
