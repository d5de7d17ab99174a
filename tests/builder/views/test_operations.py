"""Administration of jobs, incidents and tokens, and who may administrate at all."""

from __future__ import annotations

import pytest
from django.utils import timezone

from builder.models import Incident, Job
from tests.builder.factories import make_administrator, make_department, make_person

pytestmark = pytest.mark.django_db

PAGES = ["people", "people/new", "departments", "departments/new", "jobs", "incidents", "tokens"]


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


@pytest.mark.parametrize("page", PAGES)
def test_administration_is_for_administrators(client, page):
    """Everybody else is told so."""
    client.force_login(make_person())

    assert 403 == client.get(f"/administration/{page}/").status_code


def test_others_change_nothing(client):
    """The doors are closed for every command."""
    person = make_person()
    client.force_login(person)
    commands = {
        f"people/{person.pk}/": {"username": "x", "display_name": "X", "is_staff": "on"},
        f"people/{person.pk}/password/": {"password": "another long secret"},
        f"people/{person.pk}/active/": {"active": "0"},
        f"departments/{make_department().pk}/remove/": {},
        "jobs/1/retry/": {},
        "incidents/1/resolve/": {},
    }

    assert {403} == {client.post(f"/administration/{path}", values).status_code for path, values in commands.items()}


def test_a_dead_job_is_tried_again(client, administrator):
    """Its incident closes, and it waits with all its attempts."""
    job = Job.objects.create(name="x", key="x", state="dead", attempts=6, due_at=timezone.now())
    incident = Incident.objects.create(code="job_dead", message="It stopped.", job=job)

    assert "It stopped." in client.get("/administration/incidents/").content.decode()

    client.post(f"/administration/jobs/{job.pk}/retry/")
    job.refresh_from_db()
    incident.refresh_from_db()

    assert ("pending", 0, "resolved", administrator) == (job.state, job.attempts, incident.state, incident.resolved_by)


def test_a_job_that_has_not_given_up_cannot_be_retried(client, administrator):
    """It would run twice."""
    job = Job.objects.create(name="x", key="x", state="done", due_at=timezone.now())

    assert 409 == client.post(f"/administration/jobs/{job.pk}/retry/").status_code
