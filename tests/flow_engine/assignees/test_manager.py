"""Managers."""

from __future__ import annotations

import pytest

from .world import resolve


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ({"by": "manager"}, [2]),
        ({"by": "manager", "level": 3}, [4]),
        ({"by": "manager", "level": 4}, []),
        ({"by": "manager", "from": "top"}, [4]),
        ({"by": "manager", "from": "top", "level": 2}, [3]),
        ({"by": "manager", "of": "previous_approver"}, [4]),
        ({"by": "manager", "of": "field", "field": "boss"}, [3]),
    ],
)
def test_the_manager_at_the_level(rule, people):
    """Counted from below or from the top."""
    assert resolve(rule, previous=3, boss=2) == people


def test_an_empty_field_names_nobody():
    """There is no line to follow."""
    assert resolve({"by": "manager", "of": "field", "field": "boss"}, boss=None) == []
