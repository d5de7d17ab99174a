"""Requests that are sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builder.models import Application, IdempotencyKey
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db

APPS = "/api/v1/apps/"


@pytest.fixture
def client(api):
    return api(make_person())


def _send(client, name, key="abc"):
    return client.post(APPS, {"name": name}, format="json", headers={"idempotency-key": key})


def test_the_second_request_gets_the_first_answer(client):
    """And nothing happens a second time."""
    first, second = _send(client, "One"), _send(client, "One")

    assert (201, first.json(), 1) == (second.status_code, second.json(), Application.objects.count())
    assert (None, "true") == (first.get("Idempotency-Replayed"), second["Idempotency-Replayed"])


def test_a_key_is_for_one_request(client):
    """Another body under the same key is a mistake."""
    _send(client, "One")

    assert (422, 1) == (_send(client, "Two").status_code, Application.objects.count())


def test_a_refused_request_may_be_mended_and_sent_again(client):
    """Nothing is remembered of what had no effect."""
    refused = _send(client, " ")

    assert (422, 201) == (refused.status_code, _send(client, "One").status_code)


def test_keys_of_others_do_not_matter(client, api):
    """Two people may choose the same key."""
    _send(client, "One")

    assert 201 == _send(api(make_person()), "Two").status_code


def test_a_key_can_be_read(client):
    """Control characters and endless texts are refused."""
    assert 422 == _send(client, "One", "x" * 101).status_code


def test_old_keys_are_forgotten(client):
    """The table does not grow for ever: a new key drives out those of the person that nobody sends again."""
    _send(client, "One", "old")
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(days=8))
    _send(client, "Two", "new")

    assert ["new"] == list(IdempotencyKey.objects.values_list("key", flat=True))
