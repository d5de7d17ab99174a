"""The records of a form as a dataset."""

from __future__ import annotations

from reports_engine.datasets.records import RecordsDataset
from reports_engine.engine import compile_report
from tests.reports_engine.making import question


def test_order_and_limit_are_the_report_s(house):
    """The largest first, and no more rows than asked for."""
    plan = compile_report(
        question(
            dimensions=[{"key": "d1", "field": "kind"}],
            measures=[{"key": "m1", "op": "sum", "field": "amount"}],
            sort=[{"by": "m1", "descending": True}],
            limit=2,
        )
    )

    found = RecordsDataset().ask(actor=house.admin, form=house.form, query=plan)

    assert (found.rows, found.truncated) == ([["it", "111.25"], [None, "7.00"]], True)


def test_expressions_see_the_fields_of_the_form(house):
    """And what every record knows."""
    names = RecordsDataset().schema(house.form).fields

    assert {"amount", "kind", "created_at", "flow_status"} <= set(names)
