"""What flow tests share."""

from __future__ import annotations

import pytest

from .making import Office, make_office


@pytest.fixture
def office(db) -> Office:
    """Return an office with a purchase form."""
    return make_office()
