"""Redis may go away; nobody who works notices."""

from __future__ import annotations

import http.client

import pytest

from builder.cache import SharedCache

from .databases import fresh_database
from .processes import Installation, free_port
from .product import open_api

pytestmark = pytest.mark.kill


@pytest.fixture
def installation(tmp_path):
    """Return an installation whose Redis is not there."""
    with fresh_database(tmp_path) as database:
        one = Installation(
            tmp_path,
            DATABASE_URL=database.url,
            REDIS_URL=f"redis://127.0.0.1:{free_port()}/0",
            EMBEDDED_WORKER="0",
            DEBUG="1",
        )
        one.manage("migrate", "--skip-checks", "-v0")
        yield one
        one.close()


def test_pages_and_api_answer_without_redis(installation):
    """Signing in, reading and writing need no broker and no shared cache."""
    installation.start_web()
    api = open_api(installation)
    client = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=30)
    client.request("GET", "/signin/")

    assert 200 == client.getresponse().status
    assert "chief" == api.must("GET", "me/")["username"]
    assert "shop" == api.must("POST", "apps/", {"key": "shop", "name": {"en": "Shop"}})["key"]


def test_a_server_that_answers_is_used(broker):
    """With all that the others wrote."""
    one, another = SharedCache(broker.url, {}), SharedCache(broker.url, {})

    one.set("a", 1)

    assert 1 == another.get("a")
