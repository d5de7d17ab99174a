"""The reporting line."""

from __future__ import annotations

import pytest

from .world import resolve


@pytest.mark.parametrize(
    ("until", "people"),
    [
        ("top", [2, 3, 4]),
        ({"level": 2}, [2, 3]),
        ({"level": 9}, [2, 3, 4]),
        ({"role": "top"}, [2, 3]),
        ({"role": "unknown"}, [2, 3, 4]),
    ],
)
def test_everybody_up_to_the_last_one_wanted(until, people):
    """The nearest first."""
    assert resolve({"by": "manager_chain", "until": until}) == people


def test_the_line_of_somebody_in_a_field():
    """Instead of the initiator's."""
    assert resolve({"by": "manager_chain", "of": "field", "field": "who"}, who=3) == [4]
