"""What a table full of finished work needs: every night the oldest of it goes."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from builder.models import Job

from .jobs import JobRequest, enqueue_all, job, report_progress

HOUSEKEEPING_JOB = "housekeeping"
KEPT_FOR = timedelta(days=30)
BATCH = 2000
QUIET_HOUR = time(3)


@job(HOUSEKEEPING_JOB, outside_effects=True)
def tidy(running: Job) -> int:
    """Forget jobs that were done long ago and sessions that ended; in small steps, so that nobody waits."""
    schedule_housekeeping()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forgotten = 0
    while batch := _forget_some():
        forgotten += batch
        report_progress(running, {"done": forgotten})
    return forgotten


def schedule_housekeeping() -> None:
    """Queue tonight's round, once; every worker that starts does so."""
    now = timezone.localtime()
    night = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), QUIET_HOUR))
    enqueue_all([JobRequest(name=HOUSEKEEPING_JOB, key=f"{HOUSEKEEPING_JOB}:{night.date()}", due_at=night)])


def _forget_some() -> int:
    old = Job.objects.filter(state=Job.State.DONE, done_at__lt=timezone.now() - KEPT_FOR)
    return Job.objects.filter(pk__in=list(old.order_by("id").values_list("pk", flat=True)[:BATCH])).delete()[0]
