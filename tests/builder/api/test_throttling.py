"""How often one caller may call."""

from __future__ import annotations

import pytest

from builder.api.throttling import CallerThrottle
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def test_too_many_requests_are_told_to_wait(api, monkeypatch):
    """The answer says how long, and other people are not held up."""
    monkeypatch.setattr(CallerThrottle, "rate", "2/min", raising=False)
    client = api(make_person())
    responses = [client.get("/api/v1/me/") for _time in range(3)]

    assert [200, 200, 429] == [response.status_code for response in responses]
    assert 0 < int(responses[-1]["Retry-After"]) <= 60
    assert 200 == api(make_person()).get("/api/v1/me/").status_code
