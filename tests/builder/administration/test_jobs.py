"""Administrators look after background work."""

from __future__ import annotations

import pytest

from builder.administration.selectors.incidents import count_open_incidents, list_incidents
from builder.administration.selectors.jobs import count_jobs, list_jobs
from builder.administration.services.incidents import resolve_incident
from builder.administration.services.jobs import retry_job
from builder.events.incidents import open_incident
from builder.events.jobs import GiveUp, JobRequest, enqueue, job, job_kinds
from builder.events.runner import drain
from builder.exceptions import Conflict, NotAllowed, NotFound
from builder.models import Incident, Job
from tests.builder.factories import make_administrator, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def mood():
    """Return what makes the test's job fail: an error, or nothing."""
    told = {"error": GiveUp("No water.")}

    @job("moody")
    def run(running):
        if told["error"]:
            raise told["error"]

    yield told
    del job_kinds["moody"]


@pytest.fixture
def dead_job(mood):
    """Return a job that gave up."""
    asked = enqueue(JobRequest(name="moody", key="k"))
    drain()
    asked.refresh_from_db()
    return asked


def test_a_dead_job_is_tried_again(dead_job, mood):
    """It has all its attempts again, and its incident is settled."""
    administrator = make_administrator()
    mood["error"] = None

    retry_job(actor=administrator, job_id=dead_job.pk)
    drain()

    dead_job.refresh_from_db()
    incident = Incident.objects.get()
    assert Job.State.DONE == dead_job.state
    assert (Incident.State.RESOLVED, administrator, "retried") == (
        incident.state,
        incident.resolved_by,
        incident.resolution,
    )


def test_only_administrators_retry(dead_job):
    """Others may not even look."""
    person = make_person()

    for forbidden in (
        lambda: retry_job(actor=person, job_id=dead_job.pk),
        lambda: list_jobs(actor=person),
        lambda: count_jobs(actor=person),
        lambda: list_incidents(actor=person),
        lambda: resolve_incident(actor=person, incident_id=1, resolution="x"),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_only_dead_jobs_are_retried(dead_job):
    """The second click finds nothing to do."""
    administrator = make_administrator()
    retry_job(actor=administrator, job_id=dead_job.pk)

    with pytest.raises(Conflict):
        retry_job(actor=administrator, job_id=dead_job.pk)
    with pytest.raises(NotFound):
        retry_job(actor=administrator, job_id=0)


def test_jobs_are_listed_by_state_in_pages(dead_job):
    """The newest come first, and `after` leads to the next page."""
    administrator = make_administrator()
    others = [enqueue(JobRequest(name="moody", key=str(number))) for number in range(3)]

    first = list_jobs(actor=administrator, state="pending", name="moody", limit=2)
    second = list_jobs(actor=administrator, state="pending", name="moody", limit=2, after=first.after)

    assert [others[2], others[1]] == first.jobs
    assert [others[0]] == second.jobs
    assert second.after is None
    assert [dead_job] == list_jobs(actor=administrator, state="dead").jobs
    assert 1 == count_jobs(actor=administrator)["dead"]


def test_an_incident_is_settled_once():
    """Whoever comes second is told."""
    administrator = make_administrator()
    incident = open_incident(code="x", message="It stopped.")
    assert [incident] == list_incidents(actor=administrator)

    resolve_incident(actor=administrator, incident_id=incident.pk, resolution="Pushed it.")

    assert 0 == count_open_incidents(actor=administrator)
    with pytest.raises(Conflict):
        resolve_incident(actor=administrator, incident_id=incident.pk, resolution="Pushed it.")
    with pytest.raises(NotFound):
        resolve_incident(actor=administrator, incident_id=0, resolution="Pushed it.")
