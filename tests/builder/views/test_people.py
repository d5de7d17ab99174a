"""Administration of people."""

from __future__ import annotations

import pytest

from builder.models import User
from tests.builder.factories import make_administrator, make_department, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


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
