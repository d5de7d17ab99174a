"""Finished work is forgotten in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from builder.events import housekeeping
from builder.events.housekeeping import HOUSEKEEPING_JOB, schedule_housekeeping
from builder.events.jobs import JobRequest, enqueue
from builder.events.runner import drain
from builder.models import Job

pytestmark = pytest.mark.django_db


def test_a_night_has_one_round_and_asks_for_the_next(monkeypatch):
    """However many workers start, and however often."""
    schedule_housekeeping()
    schedule_housekeeping()
    assert 1 == Job.objects.count()
    monkeypatch.setattr(housekeeping.timezone, "localtime", lambda: timezone.now() + timedelta(days=1))

    drain(at=timezone.now() + timedelta(days=1, hours=4))

    assert 2 == Job.objects.filter(name=HOUSEKEEPING_JOB).count()


def test_what_was_done_long_ago_is_forgotten(monkeypatch):
    """Dead jobs stay, and so do those of this month."""
    monkeypatch.setattr(housekeeping, "BATCH", 2)
    ages = {"old": 31, "new": 29}
    for number in range(3):
        for age, days in ages.items():
            done = enqueue(JobRequest(name="x", key=f"{age}{number}"))
            then = timezone.now() - timedelta(days=days)
            Job.objects.filter(pk=done.pk).update(state=Job.State.DONE, done_at=then)
    enqueue(JobRequest(name="x", key="dead"))
    Job.objects.filter(key="dead").update(state=Job.State.DEAD)
    Session.objects.create(session_key="s", session_data="", expire_date=timezone.now() - timedelta(days=1))
    enqueue(JobRequest(name=HOUSEKEEPING_JOB, key="tonight"))

    drain()

    kept = Job.objects.exclude(name=HOUSEKEEPING_JOB).order_by("key").values_list("key", flat=True)
    assert ["dead", "new0", "new1", "new2"] == list(kept)
    assert 0 == Session.objects.count()
    assert 3 == Job.objects.get(key="tonight").result
