"""Department heads."""

from __future__ import annotations

import pytest

from .world import resolve


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ({"by": "department_head"}, [3]),
        ({"by": "department_head", "level": 2}, [4]),
        ({"by": "department_head", "level": 3}, []),
        ({"by": "department_head", "of": "previous_approver"}, [4]),
        ({"by": "department_head", "of": "field", "field": "unit"}, [4]),
    ],
)
def test_the_head_at_the_level(rule, people):
    """Departments without a head do not count."""
    assert resolve(rule, previous=5, unit=30) == people


def test_an_empty_field_names_nobody():
    """Nor does somebody without a department."""
    assert resolve({"by": "department_head", "of": "field", "field": "unit"}, unit=None) == []
    assert resolve({"by": "department_head"}, initiator=8) == []
