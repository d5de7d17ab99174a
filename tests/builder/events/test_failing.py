"""What failures lead to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builder.events.failing import back_off, count_crash
from builder.events.jobs import JobRequest, enqueue, job
from builder.events.runner import drain
from builder.models import Incident, Job, Notification
from tests.builder.factories import make_administrator

from .teahouse import fail_with, states, tomorrow


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 10), (2, 60), (3, 600), (4, 3600), (5, 21_600), (9, 21_600)])
def test_waiting_grows_from_seconds_to_hours(attempts, seconds):
    """Each time is spread by a fifth, so that a crowd does not come back together."""
    assert timedelta(seconds=0.8 * seconds) <= back_off(attempts) <= timedelta(seconds=1.2 * seconds)


@pytest.mark.django_db
def test_the_last_failure_opens_an_incident_for_the_administrators():
    """A dead job is seen by those who can mend it."""
    administrator = make_administrator()
    job("bad", max_attempts=2)(fail_with(RuntimeError("The kettle is broken.")))
    enqueue(JobRequest(name="bad", key="k"))

    drain()
    drain(at=tomorrow())

    incident = Incident.objects.get()
    assert [Job.State.DEAD] == list(Job.objects.filter(name="bad").values_list("state", flat=True))
    assert ("job_dead", "RuntimeError: The kettle is broken.") == (incident.code, incident.message)
    assert incident.job.key == "k"
    assert 1 == Notification.objects.filter(user=administrator).count()


@pytest.mark.django_db
def test_the_first_crash_goes_on_at_once_and_the_second_waits():
    """One kill is hardly the job's fault; two may be."""
    ran = []
    job("shaky")(lambda running: ran.append(running.attempts))
    shaky = enqueue(JobRequest(name="shaky", key="k"))
    count_crash(shaky.pk)
    count_crash(shaky.pk)

    assert 0 == drain()
    assert 1 == drain(at=tomorrow())
    assert [2] == ran

    another = enqueue(JobRequest(name="shaky", key="another"))
    count_crash(another.pk)
    assert 1 == drain()


@pytest.mark.django_db
def test_a_job_that_keeps_killing_its_process_is_dead_in_the_end():
    """It leaves the others alone then."""
    job("deadly", max_attempts=3)(fail_with(RuntimeError("never runs here")))
    deadly = enqueue(JobRequest(name="deadly", key="k"))

    for _crash in range(3):
        count_crash(deadly.pk)

    assert [Job.State.DEAD] == states()
    assert "The process died" in Incident.objects.get().message


@pytest.mark.django_db
def test_a_crash_after_the_commit_counts_for_nothing():
    """The job is done, whatever happened to its worker then."""
    job("fine")(lambda running: None)
    fine = enqueue(JobRequest(name="fine", key="k"))
    drain()

    count_crash(fine.pk)

    assert [Job.State.DONE] == states()
