"""Which reports need a field."""

from __future__ import annotations

from reports_engine.selectors.uses import reports_using
from tests.reports_engine.making import make_report


def test_a_report_needs_the_fields_it_asks_about(house):
    """By grouping, value and filter."""
    make_report(
        house,
        dimensions=[{"key": "d1", "field": "kind"}],
        measures=[{"key": "m1", "op": "sum", "field": "amount"}],
        filter="secret > 1",
    )

    found = {key: [use.key for use in reports_using(house.form, key)] for key in ("kind", "amount", "secret", "on")}

    assert {"kind": ["report"], "amount": ["report"], "secret": ["report"], "on": []} == found
