"""Numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

number = field_types.get("number")


@pytest.mark.parametrize(("raw", "expected"), [(0.1, "0.1"), (3, "3"), ("2.50", "2.5"), (-1e3, "-1000")])
def test_numbers_are_exact(raw, expected):
    """What is sent is what is kept, digit for digit."""
    assert Decimal(expected) == number.clean(raw, {})


@pytest.mark.parametrize(
    ("raw", "given", "code"),
    [
        ("ten", {}, "type"),
        (True, {}, "type"),
        (1.5, {"decimals": 0}, "decimals"),
        (10**12, {}, "digits"),
        ("1234567890.123456", {}, "digits"),
        (1, {"min": 2}, "min"),
        (3, {"max": 2}, "max"),
    ],
)
def test_other_values_are_refused(raw, given, code):
    """The code says what is wrong."""
    with pytest.raises(Invalid) as refusal:
        number.clean(raw, given)
    assert [code] == [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize(("text", "expected"), [("1,234.5", "1234.5"), ("1 234", "1234"), ("12%", "0.12")])
def test_numbers_come_out_of_files(text, expected):
    """Grouped digits and percent signs are understood."""
    assert Decimal(expected) == number.convert_from_text(text, {"percent": True})


def test_whole_numbers_are_integers_on_the_wire():
    """3.000000 is 3, and 0.5 stays a fraction."""
    assert (3, 0.5) == (number.to_wire(Decimal("3.000000"), {}), number.to_wire(Decimal("0.5"), {}))


def test_text_shows_the_decimal_places_of_the_settings():
    """A price of 3 reads 3.00 where two places are asked for."""
    assert ("3.00", "3.1") == (number.to_text(Decimal(3), {"decimals": 2}), number.to_text(Decimal("3.10"), {}))


def test_bounds_must_not_exclude_each_other():
    """A smallest value above the largest is a mistake in the settings."""
    assert ["range"] == [problem.code for problem in number.check_settings({"min": 3, "max": 2})]
