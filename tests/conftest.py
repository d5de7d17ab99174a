"""What every test shares."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.utils import timezone, translation


@pytest.fixture(autouse=True)
def _own_cache(settings):
    """Give every test a cache of its own, also where processes share a server."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(autouse=True)
def _own_language(settings):
    """Start in the default language and zone, whatever a page of the last test spoke."""
    translation.activate(settings.LANGUAGE_CODE)
    timezone.deactivate()


@pytest.fixture(autouse=True)
def _own_generations():
    """Forget compiled forms: a rolled back test gives its ids and stamps to the next one."""
    from forms_engine.storage import generations  # noqa: PLC0415 - models exist only once Django is set up

    generations._kept.clear()


@pytest.fixture(autouse=True)
def _no_tables_left(request):
    """Drop the tables of forms after a test that really commits: emptying the others trips over them."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        _drop_record_tables()


def _drop_record_tables():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tablename FROM pg_tables WHERE tablename ~ '^r_[0-9]+'")
            for (table,) in cursor.fetchall():
                cursor.execute(f'DROP TABLE "{table}" CASCADE')
            return
        for kind, pattern in (("view", "v\\_%"), ("table", "r\\_%")):
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = %s AND name LIKE %s ESCAPE '\\'", [kind, pattern]
            )
            for (name,) in cursor.fetchall():
                cursor.execute("PRAGMA foreign_keys = OFF")
                cursor.execute(f'DROP {kind} "{name}"')
        cursor.execute("PRAGMA foreign_keys = ON")
