"""What rule tests share."""

from __future__ import annotations

import pytest

from .making import Shop, make_shop


@pytest.fixture
def shop(transactional_db) -> Shop:
    """Return an app in which requests become orders."""
    return make_shop()
