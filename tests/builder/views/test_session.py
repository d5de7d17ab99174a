"""Signing in and out."""

from __future__ import annotations

import pytest
from django.test import Client

from builder.models import User
from tests.builder.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def _sign_in(client, username, password=PASSWORD, **values):
    return client.post("/signin/", {"username": username, "password": password, **values})


def test_a_person_signs_in_and_goes_on_to_where_they_wanted(client):
    """The address asked for first is opened afterwards, and the session key is a new one."""
    make_person("ada")
    client.get("/signin/?next=/account/")
    response = _sign_in(client, "ada", next="/account/")

    assert (302, "/account/") == (response.status_code, response["Location"])
    assert 200 == client.get("/account/").status_code


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_the_way_on_never_leads_to_another_site(client, wanted):
    """An open redirect would lend our name to others."""
    make_person("ada")

    assert "/" == _sign_in(client, "ada", next=wanted)["Location"]


def test_the_answer_does_not_tell_which_names_exist(client):
    """Unknown, closed and mistaken look the same."""
    make_person("ada")
    make_person("gone", is_active=False)
    answers = [
        _sign_in(client, "nobody").context["form"].errors,
        _sign_in(client, "gone").context["form"].errors,
        _sign_in(client, "ada", "wrong password").context["form"].errors,
    ]

    assert answers[0] == answers[1] == answers[2]


def test_guessing_is_slowed_down(client):
    """After ten attempts even the right password has to wait."""
    make_person("ada")
    statuses = {_sign_in(client, "ada", "wrong password").status_code for _attempt in range(10)}

    assert {422} == statuses
    assert 429 == _sign_in(client, "ADA").status_code


def test_the_system_cannot_sign_in(client):
    """Even a password would not open its account."""
    make_person("robot")
    User.objects.filter(username="robot").update(is_system=True)

    assert 422 == _sign_in(client, "robot").status_code


def test_signing_out_needs_a_form(client):
    """A link or a picture on another site cannot end the session."""
    client.force_login(make_person())

    assert 405 == client.get("/signout/").status_code
    assert 302 == client.post("/signout/").status_code
    assert 302 == client.get("/").status_code


def test_forms_of_other_sites_are_refused():
    """A post without our token is not from our pages."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person())

    assert 403 == client.post("/account/preferences/", {"theme": "dark"}).status_code


def test_preferences_of_strangers_live_in_cookies(client):
    """The language of the sign-in page can be changed before signing in."""
    response = client.post("/account/preferences/", {"language": "zh-hans", "theme": "dark", "next": "/signin/"})

    assert ("/signin/", "zh-hans", "dark") == (
        response["Location"],
        client.cookies["django_language"].value,
        client.cookies["theme"].value,
    )
    assert 'data-theme="dark"' in client.get("/signin/").content.decode()


def test_preferences_of_people_are_kept(client):
    """The next device looks the same."""
    person = make_person()
    client.force_login(person)
    client.post("/account/preferences/", {"language": "zh-hans"})
    client.post("/account/preferences/", {"theme": "dark"})
    person.refresh_from_db()

    assert ("zh-hans", "dark") == (person.language, person.theme)
    assert 'lang="zh-hans"' in client.get("/").content.decode()


def test_a_fragment_asks_the_whole_page_to_sign_in(client):
    """When the session has ended, no sign-in form appears inside a list."""
    response = client.get("/notifications/", headers={"hx-request": "true"})

    assert "/signin/?next=/notifications/" == response["HX-Redirect"]


def test_closing_an_account_ends_its_sessions(client):
    """Also those that were opened before."""
    person = make_person()
    client.force_login(person)
    before = client.get("/account/").status_code
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert (200, 302) == (before, client.get("/account/").status_code)
