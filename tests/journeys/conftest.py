"""What the journeys share: the demo organisation, and clients who speak for its people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from builder.api.tokens import create_token
from builder.applications.demo import Demo
from builder.applications.services.demo import load_organization
from builder.models import User


class Caller:
    """A program that calls the API in the name of a person."""

    def __init__(self, user: User, scopes: list[str]) -> None:
        self.client = APIClient()
        secret = create_token(actor=user, name="journey", scopes=scopes)[1]
        self.client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")

    def __call__(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Call, insist on the status, and return the answer."""
        answer = self.client.generic(
            method, f"/api/v1/{path}", b"" if body is None else _json(body), content_type="application/json"
        )
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.content[:1500]!r}"
        return answer.json() if answer.content else None


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


@pytest.fixture
def demo(db) -> Demo:
    """Load the demo organisation, without apps."""
    return load_organization()


@pytest.fixture
def call_as(demo) -> Callable[..., Caller]:
    """Return a function that makes a caller for a person of the demo."""
    return lambda username, *scopes: Caller(demo.people[username], list(scopes) or ["read", "write", "design"])
