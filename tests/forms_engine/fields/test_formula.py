"""Computed values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from forms_engine.fields import field_types

formula = field_types.get("formula")


@pytest.mark.parametrize(
    ("value", "given", "expected"),
    [
        (Decimal("1.005"), {"result": "money"}, Decimal("1.01")),
        (Decimal("-1.005"), {"result": "money"}, Decimal("-1.01")),
        (Decimal("0.33333333333"), {"result": "number"}, Decimal("0.333333")),
        (Decimal("2.5"), {"result": "number", "decimals": 0}, Decimal(3)),
        (Decimal(10) ** 12, {"result": "number"}, None),
        (Decimal(10) ** 13, {"result": "money"}, Decimal(10) ** 13),
        ("text", {"result": "text"}, "text"),
        (None, {"result": "money"}, None),
    ],
)
def test_results_are_settled_for_storage(value, given, expected):
    """Numbers are rounded half away from zero; what no column can hold is blank."""
    assert expected == formula.settle(value, given)


def test_the_result_decides_how_it_behaves():
    """Wire value, text and column are those of the result's type."""
    settings = {"result": "date", "expression": "x"}

    assert ("2026-01-31", "date") == (
        formula.to_wire(dt.date(2026, 1, 31), settings),
        formula.column(settings).kind,
    )


def test_an_empty_formula_is_a_mistake():
    """The settings need a formula."""
    assert ["expression"] == [problem.path for problem in formula.check_settings({"expression": " "})]
