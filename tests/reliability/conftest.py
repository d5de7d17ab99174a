"""What the fault tests share."""

from __future__ import annotations

import os

import pytest
import redis


class Broker:
    """A database of a Redis server, for one test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._client = redis.Redis.from_url(url)

    def is_there(self) -> bool:
        """Say whether the server answers."""
        try:
            return bool(self._client.ping())
        except redis.ConnectionError:
            return False

    def forget(self) -> None:
        """Lose everything."""
        self._client.flushdb()


@pytest.fixture
def broker():
    """Return a broker; the tests of Celery need a Redis server, named by TEST_REDIS_URL."""
    one = Broker(os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9"))
    if not one.is_there():
        pytest.skip(f"No Redis answers at {one.url}: the tests of Celery did NOT run.")
    one.forget()
    yield one
    one.forget()
