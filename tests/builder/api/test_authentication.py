"""Who may call the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from builder.api.tokens import create_token, revoke_token
from builder.models import ApiToken
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db

APPS = "/api/v1/apps/"


def test_without_a_name_nothing_is_answered():
    """The answer says how to authenticate."""
    response = APIClient().get(APPS)

    assert (401, 'Bearer realm="api"', "not_authenticated") == (
        response.status_code,
        response["WWW-Authenticate"],
        response.json()["code"],
    )


@pytest.mark.parametrize("header", ["Bearer", "Bearer nonsense", "Bearer a b", "Bearer \xff", "bearer mr_00_x"])
def test_a_wrong_token_is_refused(header):
    """However it is wrong, the answer is the same."""
    response = APIClient().get(APPS, HTTP_AUTHORIZATION=header)

    assert (401, "authentication_failed") == (response.status_code, response.json()["code"])


@pytest.mark.parametrize(
    ("scope", "expected"), [("read", [200, 403, 403]), ("write", [403, 403, 403]), ("design", [403, 201, 200])]
)
def test_a_token_does_what_its_scope_says(api, scope, expected):
    """Reading, writing and designing are given apart."""
    person = make_person()
    client = api(person, scope)
    APIClient()
    statuses = [
        client.get(APPS).status_code,
        client.post(APPS, {"name": "One", "key": "one"}, format="json").status_code,
        client.patch(f"{APPS}one/", {"icon": "truck"}, format="json").status_code,
    ]

    assert expected == statuses


def test_a_token_ends(api):
    """By time, by hand, and with its owner."""
    person = make_person()
    client = api(person, "read")
    token = ApiToken.objects.get()
    before = client.get(APPS).status_code
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    expired = client.get(APPS).status_code
    ApiToken.objects.update(expires_at=None)
    revoke_token(actor=person, token_id=token.pk)

    assert (200, 401, 401) == (before, expired, client.get(APPS).status_code)


def test_only_the_digest_is_kept():
    """Who reads the database cannot use the tokens in it."""
    token, secret = create_token(actor=make_person(), name="x", scopes=["read"])

    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values())


def test_a_session_must_come_from_our_pages():
    """Without the token of our forms a browser session changes nothing."""
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(make_person())

    assert 403 == client.post(APPS, {"name": "One"}, format="json").status_code


def test_a_token_cannot_make_another(api):
    """A stolen token cannot outlive itself."""
    values = {"name": "more", "scopes": ["read"]}

    assert 403 == api(make_person(), "read", "write").post("/api/v1/tokens/", values, format="json").status_code
    assert 201 == api(make_person()).post("/api/v1/tokens/", values, format="json").status_code
