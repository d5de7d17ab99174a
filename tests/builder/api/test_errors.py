"""The one shape of every error."""

from __future__ import annotations

import pytest

from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db

APPS = "/api/v1/apps/"


@pytest.fixture
def client(api):
    return api(make_person())


@pytest.mark.parametrize(
    ("method", "address", "body", "content_type", "status", "code"),
    [
        ("get", "/api/v1/apps/nope/", None, None, 404, "not_found"),
        ("get", "/api/v1/nope/", None, None, 404, "not_found"),
        ("put", APPS, "{}", "application/json", 405, "method_not_allowed"),
        ("post", APPS, "a=b", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ("post", APPS, "{", "application/json", 400, "parse_error"),
        ("post", APPS, '{"name": "a", "name": "b"}', "application/json", 400, "parse_error"),
        ("post", APPS, '{"name": NaN}', "application/json", 400, "parse_error"),
        ("post", APPS, "[1]", "application/json", 422, "invalid"),
        ("post", APPS, "null", "application/json", 422, "invalid"),
        ("post", APPS, "{}", "application/json", 422, "invalid"),
        ("post", APPS, '{"name": "a", "created_by": 1}', "application/json", 422, "invalid"),
        ("post", APPS, '{"name": {"en": ["x"]}}', "application/json", 422, "invalid"),
        ("post", APPS, '{"name": "a", "key": "UPPER"}', "application/json", 422, "invalid"),
    ],
)
def test_whatever_goes_wrong_is_a_problem(client, method, address, body, content_type, status, code):
    """Type, title, status and detail are always there, in one media type."""
    values = {"data": body, "content_type": content_type} if body else {}
    response = getattr(client, method)(address, **values)
    problem = response.json()

    assert ("application/problem+json", status, code, status) == (
        response["Content-Type"],
        response.status_code,
        problem["code"],
        problem["status"],
    )
    assert f"/problems/{code}" == problem["type"]


def test_problems_have_paths(client):
    """Each wrong value is named."""
    problem = client.post(APPS, {"icon": "", "owner": 3}, format="json").json()

    assert [("owner", "invalid")] == [(one["path"], one["code"]) for one in problem["problems"]]

    problem = client.post(APPS, {"icon": ""}, format="json").json()

    assert {("name", "required"), ("icon", "blank")} == {(one["path"], one["code"]) for one in problem["problems"]}


def test_a_body_larger_than_allowed_is_refused(client, settings):
    """The limit is that of the installation."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = client.post(APPS, {"name": "x" * 200}, format="json")

    assert (413, "too_large") == (response.status_code, response.json()["code"])


def test_problems_speak_the_language_of_the_reader(client):
    """The API is translated as pages are."""
    response = client.get("/api/v1/apps/nope/", headers={"accept-language": "zh-hans"})

    assert "zh-hans" == response["Content-Language"]
