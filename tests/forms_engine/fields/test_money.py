"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

money = field_types.get("money")


def test_no_cent_is_lost():
    """Fourteen digits and two places survive the way in and out."""
    assert "99999999999999.99" == money.to_wire(money.clean("99999999999999.99", {}), {})


@pytest.mark.parametrize(
    ("raw", "given", "code"),
    [
        ("abc", {}, "type"),
        ("1.234", {}, "decimals"),
        ("100000000000000", {}, "digits"),
        ("1", {"min": "2"}, "min"),
        ("3", {"max": 2}, "max"),
    ],
)
def test_other_values_are_refused(raw, given, code):
    """The code says what is wrong."""
    with pytest.raises(Invalid) as refusal:
        money.clean(raw, given)
    assert [code] == [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize("text", ["¥1,234.50", "1234.5", "CNY 1234.50"])
def test_amounts_come_out_of_files(text):
    """Currency signs and commas do not matter."""
    assert Decimal("1234.5") == money.convert_from_text(text, {"currency": "CNY"})


def test_bounds_are_checked():
    """Bounds that are no amounts, or exclude each other, are mistakes in the settings."""
    assert ["type"] == [problem.code for problem in money.check_settings({"min": "x"})]
    assert ["range"] == [problem.code for problem in money.check_settings({"min": "3", "max": "2"})]
