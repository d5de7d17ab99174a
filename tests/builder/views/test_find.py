"""The search."""

from __future__ import annotations

import pytest

from tests.builder.factories import make_administrator, make_application, make_department, make_person, make_role

pytestmark = pytest.mark.django_db


def _labels(client, text):
    groups = client.get("/search/", {"q": text}).json()["groups"]
    return {group["label"]: [item["label"] for item in group["items"]] for group in groups}


def test_people_find_the_apps_they_may_use(client):
    """Apps of others are not even named."""
    person = make_person()
    make_role(make_application(name="Purchase requests"), person)
    make_application(name="Purchase secrets")
    client.force_login(person)

    assert {"Apps": ["Purchase requests"]} == _labels(client, "purchase")


def test_apps_are_found_in_every_language(client):
    """The Chinese name leads to the same app."""
    administrator = make_administrator()
    make_application(name={"en": "Leave", "zh-hans": "请假"})
    client.force_login(administrator)

    assert ["Leave"] == _labels(client, "请假")["Apps"]


def test_pages_of_administration_are_for_administrators(client):
    """Others do not find them."""
    client.force_login(make_person())
    others = _labels(client, "departments")
    client.force_login(make_administrator())

    assert ({}, {"Pages": ["Departments"]}) == (others, _labels(client, "departments"))


def test_pickers_get_values_and_labels(client):
    """People come with their department as a hint."""
    department = make_department("Sales")
    ada = make_person(display_name="Ada Lovelace", department=department)
    client.force_login(ada)

    assert [{"value": ada.pk, "label": "Ada Lovelace", "hint": "Sales"}] == (
        client.get("/search/people/", {"q": "ada"}).json()["results"]
    )
    assert [{"value": department.pk, "label": "Sales"}] == (
        client.get("/search/departments/", {"q": "sal"}).json()["results"]
    )
