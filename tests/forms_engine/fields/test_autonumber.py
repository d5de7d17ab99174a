"""Running numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

autonumber = field_types.get("autonumber")
DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "0001"),
        ({"prefix": "PR-", "date": "month", "digits": 3}, "PR-202611-001"),
        ({"prefix": "A", "start": 1000}, "A1000"),
    ],
)
def test_the_first_number(given, expected):
    """Prefix, date and digits follow the settings."""
    assert expected == autonumber.compose(0, DAY, given)


def test_a_number_may_outgrow_its_width():
    """The ten thousandth number has five digits."""
    assert "10000" == autonumber.compose(9999, DAY, {})


@pytest.mark.parametrize(("reset", "expected"), [("never", ""), ("year", "2026"), ("month", "2026-11")])
def test_counters_start_again_with_their_period(reset, expected):
    """Each period has a counter of its own."""
    assert expected == autonumber.period(DAY, {"reset": reset})


def test_only_text_is_compared():
    """A sent value that is no text cannot be the stored number."""
    with pytest.raises(Invalid):
        autonumber.clean(5, {})
