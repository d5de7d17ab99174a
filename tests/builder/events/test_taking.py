"""Which job comes next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builder.events.jobs import JobRequest, enqueue
from builder.events.taking import is_anything_due, take
from builder.models import Job

pytestmark = pytest.mark.django_db


def test_the_longest_waiting_job_comes_first():
    """Due time counts, then the order of asking."""
    enqueue(JobRequest(name="a", key="late", due_at=timezone.now() - timedelta(minutes=1)))
    early = enqueue(JobRequest(name="a", key="early", due_at=timezone.now() - timedelta(minutes=2)))

    assert early == take()


def test_a_job_of_the_future_waits():
    """Until the database's clock says that it is time."""
    enqueue(JobRequest(name="a", key="k", due_at=timezone.now() + timedelta(hours=1)))

    assert take() is None
    assert not is_anything_due()
    assert take(at=timezone.now() + timedelta(hours=2)) is not None


def test_a_job_without_a_due_time_is_due_now():
    """The database stamps it."""
    enqueue(JobRequest(name="a", key="k"))

    assert take() is not None


def test_a_job_waits_for_the_one_before_it_in_its_lane():
    """Events of one record are handled in order, also by several workers."""
    first = enqueue(JobRequest(name="a", key="1", lane="1:7", due_at=timezone.now() - timedelta(minutes=1)))
    enqueue(JobRequest(name="a", key="2", lane="1:7", due_at=timezone.now() - timedelta(minutes=2)))
    other = enqueue(JobRequest(name="a", key="3", lane="1:8"))

    assert first == take()
    Job.objects.filter(pk=first.pk).update(due_at=timezone.now() + timedelta(hours=1))
    assert other == take()


def test_a_job_that_failed_delays_nobody():
    """The next one of its lane goes on."""
    first = enqueue(JobRequest(name="a", key="1", lane="1:7"))
    second = enqueue(JobRequest(name="a", key="2", lane="1:7"))
    Job.objects.filter(pk=first.pk).update(attempts=1, due_at=timezone.now() + timedelta(hours=1))

    assert second == take()


def test_done_and_dead_jobs_are_over():
    """Nobody takes them."""
    for state in (Job.State.DONE, Job.State.DEAD):
        enqueue(JobRequest(name="a", key=state))
        Job.objects.filter(key=state).update(state=state)

    assert take() is None
