"""The cache may go away."""

from __future__ import annotations

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from builder import cache as module
from builder.cache import SharedCache
from tests.reliability.processes import free_port


@pytest.fixture
def cache():
    """Return a cache whose server is not there."""
    return SharedCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_nothing_fails_without_the_server(cache, caplog):
    """The process remembers for itself, and says so once."""
    cache.set("a", 1)
    assert cache.add("b", 1, timeout=60)
    assert not cache.add("b", 2)

    assert (1, 2, {"a": 1}) == (cache.get("a"), cache.incr("b"), cache.get_many(["a", "x"]))
    assert cache.delete("a")
    assert cache.get("a") is None
    assert 1 == len(caplog.records)


def test_an_absent_server_is_not_asked_for_a_while(cache, monkeypatch):
    """So no request waits for it."""
    asked = []

    def get(self, *arguments, **options):
        asked.append(arguments)
        raise RedisConnectionError

    monkeypatch.setattr(module.RedisCache, "get", get)
    cache.get("a")
    cache.get("a")
    assert 1 == len(asked)

    cache._away_until = 0.001
    cache.get("a")
    assert 2 == len(asked)
