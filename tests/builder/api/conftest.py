"""What tests of the API share."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from builder.api.tokens import create_token
from builder.models import User


@pytest.fixture
def api() -> Any:
    """Return how to call the API in a person's name, by session or with a token of some scopes."""

    def connect(person: User, *scopes: str) -> APIClient:
        client = APIClient(enforce_csrf_checks=bool(scopes))
        if scopes:
            _row, secret = create_token(actor=person, name="test", scopes=scopes)
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        else:
            client.force_login(person)
        return client

    return connect
