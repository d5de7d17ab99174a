"""What report tests share."""

from __future__ import annotations

import pytest

from .making import House, make_house


@pytest.fixture
def house(transactional_db) -> House:
    """Return an app with some spending."""
    return make_house()
