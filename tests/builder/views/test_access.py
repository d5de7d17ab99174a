"""The access page."""

from __future__ import annotations

import pytest

from builder.applications.catalog import CatalogField, CatalogForm, form_listers, scope_checkers
from builder.exceptions import Problem
from builder.models import Role, RoleMember
from tests.builder.factories import make_application, make_department, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(client, monkeypatch):
    """An app with one form, whose builder is signed in."""
    form = CatalogForm("order", "Order", (CatalogField("price", "Price"), CatalogField("items.price", "Item price")))
    monkeypatch.setattr(form_listers, "_functions", {"test": lambda application: [form]})
    monkeypatch.setattr(scope_checkers, "_functions", {})
    person = make_person()
    client.force_login(person)
    return make_application(person)


def test_everything_a_role_gives_is_edited_on_one_page(client, application):
    """Rights, actions, records, fields and members."""
    person, department = make_person(), make_department()
    values = {
        "name": "Staff",
        "app": ["use"],
        "actions:*": ["read"],
        "scope:*": "own",
        "own:order": "on",
        "actions:order": ["read", "amend"],
        "scope:order": "expression",
        "expression:order": "price < 10",
        "mask:order:price": "read",
        "mask:order:items.price": "edit",
        "people": [person.pk],
        "departments": [department.pk],
    }
    response = client.post(f"/design/{application.key}/access/member/", values)
    role = Role.objects.get(application=application, key="member")

    assert 302 == response.status_code
    assert {
        "app": ["use"],
        "forms": {
            "*": {"actions": ["read"], "scope": {"kind": "own"}, "fields": {}},
            "order": {
                "actions": ["read", "amend"],
                "scope": {"kind": "expression", "expression": "price < 10"},
                "fields": {"price": "read"},
            },
        },
    } == role.grants
    assert {(person.pk, None), (None, department.pk)} == set(
        RoleMember.objects.filter(role=role).values_list("user", "department")
    )
    assert "price &lt; 10" in client.get(f"/design/{application.key}/access/?role=member").content.decode()


def test_an_expression_that_cannot_be_used_is_shown_as_a_problem(client, application, monkeypatch):
    """The engine that knows the form checks it."""
    problem = Problem("", "unknown_name", "There is no field prize.")
    monkeypatch.setattr(scope_checkers, "_functions", {"test": lambda *args: [problem]})
    values = {"name": "Staff", "actions:*": ["read"], "scope:*": "expression", "expression:*": "prize < 10"}
    response = client.post(f"/design/{application.key}/access/member/", values)

    assert 422 == response.status_code
    assert "There is no field prize." in response.content.decode()


def test_a_role_is_made_and_removed(client, application):
    """Its page opens next."""
    response = client.post(f"/design/{application.key}/access/new/", {"name": "Auditors", "key": "auditor"})

    assert f"/design/{application.key}/access/?role=auditor" == response["Location"]

    client.post(f"/design/{application.key}/access/auditor/remove/")

    assert not Role.objects.filter(key="auditor").exists()


def test_ids_that_are_not_numbers_are_refused(client, application):
    """Nothing breaks."""
    response = client.post(f"/design/{application.key}/access/member/", {"name": "Staff", "people": ["1 or 1=1"]})

    assert 422 == response.status_code
