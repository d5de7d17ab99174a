"""The pure engine of reports."""

from __future__ import annotations

from datetime import date

import pytest

from builder.expressions import Date, Number, Schema, Text
from reports_engine.engine import (
    Dimension,
    compile_report,
    conjunction,
    drill_condition,
    next_period,
    period_condition,
    problems_of,
)

from .making import question

SCHEMA = Schema({"on": Date, "kind": Text, "amount": Number})
BY_MONTH = {"key": "d1", "field": "on", "grain": "month"}


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"dimensions": [{"key": "d1", "field": "when"}]}, "dimensions.0.field"),
        ({"dimensions": [{"key": "d1", "field": "kind", "grain": "month"}]}, "dimensions.0.grain"),
        ({"measures": [{"key": "m1", "op": "sum", "field": "kind"}]}, "measures.0.field"),
        ({"measures": [{"key": "m1", "op": "sum"}]}, "measures.0.field"),
        ({"filter": "amount"}, "filter"),
        ({"filter": "amount >"}, "filter"),
        ({"sort": [{"by": "d7"}]}, "sort.0.by"),
        ({"chart": {"type": "cake"}}, "chart.type"),
        ({"chart": {"type": "pie"}}, "dimensions"),
        ({"dimensions": [BY_MONTH, BY_MONTH]}, "measures"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(parts, path):
    """One problem, at the place to mend."""
    assert [one.path for one in problems_of(question(**parts), SCHEMA)] == [path]


def test_conditions_are_joined_with_care():
    """Empty ones do not count, and each keeps its meaning."""
    assert conjunction(["", "a or b", " "]) == "a or b"
    assert conjunction(["a or b", "c"]) == "(a or b) and (c)"
    assert compile_report(question(filter="a")).narrowed("b", "") == "(a) and (b)"


@pytest.mark.parametrize(
    ("grain", "start", "end"),
    [
        ("day", date(2026, 12, 31), date(2027, 1, 1)),
        ("week", date(2026, 12, 28), date(2027, 1, 4)),
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("year", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_periods_end_where_the_next_begins(grain, start, end):
    """Across the end of the year too."""
    assert next_period(start, grain) == end


def test_a_number_leads_back_to_its_records():
    """By period, by value, by blank; quotes in values do no harm."""
    month = Dimension("d1", "on", "month", None)
    kind = Dimension("d1", "kind", "", None)

    assert drill_condition(month, "2026-10-01") == 'on >= d"2026-10-01" and on < d"2026-11-01"'
    assert drill_condition(kind, None) == "kind == null"
    assert drill_condition(kind, 'a"b\\') == r'kind == "a\"b\\"'
    assert drill_condition(kind, True) == "kind == true"


def test_both_ends_of_a_chosen_period_belong_to_it():
    """An absent end is open."""
    assert period_condition("on", date(2026, 10, 1), date(2026, 10, 31)) == (
        'on >= d"2026-10-01" and on < d"2026-11-01"'
    )
    assert period_condition("on", None, None) == ""
