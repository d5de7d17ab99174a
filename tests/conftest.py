"""What every test shares."""

from __future__ import annotations

import uuid

import pytest


@pytest.fixture(autouse=True)
def _own_cache(settings):
    """Give every test a cache of its own, also where processes share a server."""
    settings.CACHES = {"default": {**settings.CACHES["default"], "KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture(autouse=True)
def _own_generations():
    """Forget compiled forms: a rolled back test gives its ids and stamps to the next one."""
    from forms_engine.storage import generations

    generations._kept.clear()


@pytest.fixture(autouse=True)
def _no_kept_generations():
    """Keep no models of an earlier test, whose tables are gone."""
    from forms_engine.storage import generations

    generations._kept.clear()
