"""The account page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builder.api.tokens import create_token, token_for
from builder.models import ApiToken, Delegation
from tests.builder.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = make_person()
    client.force_login(person)
    return person


def test_a_token_is_shown_once(client, person):
    """The page that creates it shows it; no page ever does again."""
    values = {"token-name": "Robot", "token-scopes": ["read"], "token-days": "30"}
    secret = client.post("/account/tokens/new/", values).context["secret"]

    assert token_for(secret).user == person
    assert secret not in client.get("/account/").content.decode()


def test_tokens_of_others_do_not_exist(client, person):
    """Nobody revokes what is not theirs."""
    token, _secret = create_token(actor=make_person(), name="theirs", scopes=["read"])

    assert 404 == client.post(f"/account/tokens/{token.pk}/revoke/").status_code
    assert ApiToken.objects.get().revoked_at is None


def test_a_new_password_keeps_this_session_only(client, person):
    """Other sessions of the person end."""
    values = {"password-current": PASSWORD, "password-new": "another long secret"}

    assert 302 == client.post("/account/password/", values).status_code
    assert 200 == client.get("/account/").status_code


def test_a_wrong_current_password_is_said_beside_its_field(client, person):
    """Nothing else is lost."""
    response = client.post("/account/password/", {"password-current": "x", "password-new": "another long secret"})

    assert (422, ["This is not your current password."]) == (
        response.status_code,
        response.context["password_form"].errors["current"],
    )


def test_work_can_be_handed_over_and_taken_back(client, person):
    """The deputy is chosen with two dates; ending takes one button."""
    now = timezone.now()
    values = {
        "delegation-deputy": make_person().pk,
        "delegation-starts_at": now.strftime("%Y-%m-%dT%H:%M"),
        "delegation-ends_at": (now + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M"),
    }
    client.post("/account/delegations/new/", values)
    delegation = Delegation.objects.get(principal=person)
    client.post(f"/account/delegations/{delegation.pk}/cancel/")
    delegation.refresh_from_db()

    assert delegation.cancelled_at is not None


def test_delegations_of_others_do_not_exist(client, person):
    """Nobody ends what is not theirs."""
    now = timezone.now()
    times = {"starts_at": now, "ends_at": now + timedelta(days=1)}
    other = Delegation.objects.create(principal=make_person(), deputy=person, **times)

    assert 404 == client.post(f"/account/delegations/{other.pk}/cancel/").status_code
