"""Apps in the API."""

from __future__ import annotations

import pytest

from builder.models import Application
from tests.builder.factories import make_application, make_person, make_role

pytestmark = pytest.mark.django_db

APPS = "/api/v1/apps/"


def test_an_app_is_made_changed_and_removed(api):
    """All a designer's page can do."""
    client = api(make_person())
    made = client.post(APPS, {"name": {"en": "Leave", "zh-hans": "请假"}, "accent": "teal"}, format="json").json()
    changed = client.patch(f"{APPS}leave/", {"menu": [{"kind": "form", "key": "leave"}]}, format="json").json()
    removed = client.delete(f"{APPS}leave/")

    assert ("leave", "teal", ["use", "design", "publish", "manage_access"]) == (
        made["key"],
        made["accent"],
        made["rights"],
    )
    assert [{"kind": "form", "key": "leave"}] == changed["menu"]
    assert (204, []) == (removed.status_code, client.get(APPS).json()["results"])


def test_people_see_their_apps_with_their_rights(api):
    """Others do not exist."""
    person, application = make_person(), make_application(name="Mine")
    make_role(application, person)
    other = make_application(name="Other")
    client = api(person)

    assert [("mine", ["use"])] == [(one["key"], one["rights"]) for one in client.get(APPS).json()["results"]]
    assert [404, 403] == [
        client.patch(f"{APPS}{key}/", {"icon": "truck"}, format="json").status_code
        for key in (other.key, application.key)
    ]


def test_what_is_not_the_callers_to_set_is_refused(api):
    """Owner, stamp and time of creation are not values of a body."""
    person = make_person()
    application = make_application(person)
    body = {"version_stamp": 99, "workspace": 1, "created_by": 1, "deleted_at": None}
    response = api(person).patch(f"{APPS}{application.key}/", body, format="json")

    assert (422, 4) == (response.status_code, len(response.json()["problems"]))
    assert application.version_stamp == Application.objects.get(pk=application.pk).version_stamp
