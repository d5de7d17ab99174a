"""Administration of people, departments, jobs and incidents."""

from __future__ import annotations

import pytest
from django.utils import timezone

from builder.models import Department, Incident, Job, User
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


def test_a_person_is_created_with_a_place_in_the_organisation(client, administrator):
    """They can sign in with the first password."""
    department = make_department()
    values = {
        "username": "li.na",
        "display_name": "李娜",
        "department": department.pk,
        "manager": administrator.pk,
        "password": "a long enough secret",
    }
    client.post("/administration/people/new/", values)
    person = User.objects.get(username="li.na")

    assert (department, administrator, True) == (
        person.department,
        person.manager,
        person.check_password("a long enough secret"),
    )


def test_what_a_service_refuses_stands_beside_its_field(client, administrator):
    """The user name is taken."""
    make_person("ada")
    response = client.post("/administration/people/new/", {"username": "Ada", "display_name": "Ada"})

    assert (422, ["Somebody else has this user name."]) == (
        response.status_code,
        response.context["form"].errors["username"],
    )


def test_an_account_is_closed_and_opened_again(client, administrator):
    """What the person did stays in between."""
    person = make_person()
    client.post(f"/administration/people/{person.pk}/active/", {"active": "0"})
    closed = User.objects.get(pk=person.pk).is_active
    client.post(f"/administration/people/{person.pk}/active/", {"active": "1"})

    assert (False, True) == (closed, User.objects.get(pk=person.pk).is_active)


def test_a_department_is_made_changed_and_moved(client, administrator):
    """One form does it."""
    top = make_department("Top")
    client.post("/administration/departments/new/", {"name": "Team"})
    team = Department.objects.get(name="Team")
    client.post(f"/administration/departments/{team.pk}/", {"name": "Crew", "parent": top.pk, "head": administrator.pk})
    team.refresh_from_db()

    assert ("Crew", top, administrator, f"{top.pk}/{team.pk}/") == (team.name, team.parent, team.head, team.path)


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
