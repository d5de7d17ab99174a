"""Creating apps and overseeing them."""

from __future__ import annotations

import pytest

from builder.applications.sections import Section, SectionEntry, sections
from builder.models import Application
from tests.builder.factories import make_application, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_person()
    client.force_login(person)
    return person


def test_anybody_can_make_an_app_and_design_it(client, person):
    """The text is kept in the language it was written in."""
    values = {"name": "Purchase requests", "description": "", "icon": "box", "accent": "teal"}
    response = client.post("/apps/new/", values)

    assert "/design/purchase-requests/" == response["Location"]
    assert {"en": "Purchase requests"} == Application.objects.get().name
    assert 200 == client.get(response["Location"]).status_code


def test_an_app_of_others_does_not_exist(client, person):
    """Its pages answer as if nothing were there."""
    application = make_application()
    addresses = [f"/apps/{application.key}/", f"/design/{application.key}/", f"/design/{application.key}/access/"]

    assert [404, 404, 404] == [client.get(address).status_code for address in addresses]


def test_a_member_may_open_but_not_design(client, person):
    """The refusal says that it is a question of rights."""
    application = make_application()
    make_role(application, person)

    assert [200, 403, 403] == [
        client.get(address).status_code
        for address in (
            f"/apps/{application.key}/",
            f"/design/{application.key}/",
            f"/design/{application.key}/access/",
        )
    ]


def test_engines_add_sections_to_the_overview(client, person, monkeypatch):
    """A section shows where each definition stands and how to make another."""

    def provide(actor, application):
        entry = SectionEntry("Order form", f"/design/{application.key}/forms/order/", "changed")
        return Section("forms", "Forms", "file-text", [entry], create_label="New form", create_url="/make/")

    monkeypatch.setattr(sections, "_functions", {"test": provide})
    text = client.get(f"/design/{make_application(person).key}/").content.decode()

    assert ["Order form" in text, "Published, with changes" in text, 'action="/make/"' in text] == [True, True, True]


def test_a_name_in_another_language_is_added(client, person):
    """Writing Chinese does not overwrite the English name."""
    application = make_application(person, name="Leave")
    person.language = "zh-hans"
    person.save()
    client.post(
        f"/design/{application.key}/settings/", {"name": "请假", "description": "", "icon": "box", "accent": "teal"}
    )
    application.refresh_from_db()

    assert {"en": "Leave", "zh-hans": "请假"} == application.name


def test_removing_an_app_takes_the_right_to_manage_access(client, person):
    """Designers cannot remove what others work with."""
    application = make_application()
    make_role(application, person, grants={"app": ["use", "design"]})

    assert 403 == client.post(f"/design/{application.key}/remove/").status_code
