"""Roles in the API."""

from __future__ import annotations

import pytest

from tests.builder.factories import make_application, make_department, make_person, make_role

pytestmark = pytest.mark.django_db


def test_a_role_is_made_filled_and_removed(api):
    """Grants first, members afterwards."""
    builder, person, department = make_person(), make_person(display_name="Ada"), make_department("Sales")
    application = make_application(builder)
    client, roles = api(builder), f"/api/v1/apps/{application.key}/roles/"
    grants = {"app": ["use"], "forms": {"*": {"actions": ["read"], "scope": {"kind": "own"}}}}
    made = client.post(roles, {"key": "clerk", "name": "Clerks", "grants": grants}, format="json")
    members = {"people": [person.pk], "departments": [department.pk]}
    filled = client.put(f"{roles}clerk/members/", members, format="json").json()
    changed = client.patch(f"{roles}clerk/", {"everyone": True}, format="json").json()
    removed = client.delete(f"{roles}clerk/")

    assert (201, grants) == (made.status_code, made.json()["grants"])
    assert ([{"id": person.pk, "name": "Ada"}], [{"id": department.pk, "name": "Sales"}]) == (
        filled["people"],
        filled["departments"],
    )
    assert (True, 204) == (changed["everyone"], removed.status_code)
    assert ["builder", "member"] == [role["key"] for role in client.get(roles).json()["results"]]


def test_roles_are_for_who_manages_access(api):
    """A designer neither sees nor changes who may do what."""
    designer, application = make_person(), make_application()
    role = make_role(application, designer, grants={"app": ["use", "design"]})
    roles = f"/api/v1/apps/{application.key}/roles/"
    client = api(designer)
    grab = {"grants": {"app": ["use", "design", "manage_access"]}}

    assert [403, 403, 403] == [
        client.get(roles).status_code,
        client.patch(f"{roles}{role.key}/", grab, format="json").status_code,
        client.put(f"{roles}builder/members/", {"people": [designer.pk]}, format="json").status_code,
    ]


def test_access_is_explained_to_oneself_and_to_managers(api):
    """Nobody else learns why a person may do something."""
    builder, person = make_person(), make_person()
    application = make_application(builder)
    form = {"actions": ["read"], "scope": {"kind": "own"}}
    make_role(application, person, name="Staff", grants={"forms": {"*": form}})
    address = f"/api/v1/apps/{application.key}/why/order/"
    own = api(person).get(address).json()["results"]

    assert ["Role Staff: Read; Own records."] == [reason["text"] for reason in own]
    assert own == api(builder).get(f"{address}?person={person.pk}").json()["results"]
    assert 403 == api(person).get(f"{address}?person={builder.pk}").status_code
