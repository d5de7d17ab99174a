"""Asking for durable work."""

from __future__ import annotations

import pytest

from builder.events.jobs import JobRequest, LeaseLost, enqueue, enqueue_all, job, report_progress
from builder.events.runner import run_next
from builder.models import Job

pytestmark = pytest.mark.django_db


def test_the_same_key_is_queued_once():
    """Asking twice gives the same job."""
    first = enqueue(JobRequest(name="a", key="k"))
    second = enqueue(JobRequest(name="a", key="k", payload={"other": True}))

    assert first == second
    assert {} == second.payload


def test_many_jobs_are_queued_with_one_statement(django_assert_num_queries):
    """However many there are."""
    with django_assert_num_queries(1):
        enqueue_all(JobRequest(name="a", key=str(number)) for number in range(9))


def test_a_committed_job_rings_the_doorbell(django_capture_on_commit_callbacks, monkeypatch):
    """Only the commit makes it worth looking."""
    rings = []
    monkeypatch.setattr("builder.events.jobs.doorbell.ring", lambda: rings.append(1))

    with django_capture_on_commit_callbacks(execute=True):
        enqueue(JobRequest(name="a", key="k"))
        assert [] == rings

    assert [1] == rings


def test_progress_is_seen_and_keeps_the_lease():
    """Long work tells how far it is between its steps."""
    seen = []

    @job("long", outside_effects=True)
    def work(running):
        before = Job.objects.get(pk=running.pk).leased_until
        report_progress(running, {"done": 5})
        row = Job.objects.get(pk=running.pk)
        seen.append((row.progress, row.leased_until >= before))

    enqueue(JobRequest(name="long", key="k"))
    run_next()

    assert [({"done": 5}, True)] == seen


def test_whoever_lost_the_lease_is_stopped():
    """Two workers never go on with the same long job."""
    outcomes = []

    @job("long", outside_effects=True)
    def work(running):
        Job.objects.filter(pk=running.pk).update(attempts=running.attempts + 1)
        with pytest.raises(LeaseLost):
            report_progress(running, {"done": 5})
        outcomes.append("stopped")

    enqueue(JobRequest(name="long", key="k"))
    run_next()

    assert ["stopped"] == outcomes
    assert Job.State.PENDING == Job.objects.get().state
