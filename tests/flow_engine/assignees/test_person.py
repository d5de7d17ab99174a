"""Named people."""

from __future__ import annotations

from .world import resolve


def test_exactly_these_people():
    """In their order."""
    assert resolve({"by": "person", "ids": [6, 5]}) == [6, 5]
