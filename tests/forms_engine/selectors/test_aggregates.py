"""Grouped figures."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.selectors.aggregates import AggregateSpec, Dimension, Measure, aggregate_records
from forms_engine.services.records import submit_record
from tests.forms_engine.making import make_app, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

SALE = {
    "kind": {"type": "choice", "options": [{"key": "a", "label": "Alpha"}, {"key": "b"}]},
    "day": "date",
    "sum": "money",
    "weight": "number",
    "who": "member",
    "rows": {"type": "lines", "columns": {"what": "text", "count": "number"}},
}


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def app():
    return make_app()


@pytest.fixture
def form(app, boss):
    form = make_form(app, "sale", SALE)
    for kind, day, amount, weight, rows in (
        ("a", "2026-01-03", "1.10", 1, [("x", 1), ("y", 2)]),
        ("a", "2026-01-30", "2.20", 2, [("x", 3)]),
        ("b", "2026-02-01", "99999999999999.99", None, []),
        (None, None, None, 0.5, []),
    ):
        lines = [{"what": what, "count": count} for what, count in rows]
        values = {"kind": kind, "day": day, "sum": amount, "weight": weight, "rows": lines, "who": boss.pk}
        submit_record(actor=boss, form=form, values=values)
    return form


def test_without_dimensions_there_is_one_row(boss, form):
    """Sums of money are exact to the cent."""
    measures = [
        Measure(),
        Measure("sum", "sum"),
        Measure("avg", "weight"),
        Measure("min", "day"),
        Measure("max", "day"),
    ]

    figures = aggregate_records(boss, form, AggregateSpec(measures=measures))

    assert [4, "100000000000003.29", 1.1666666667, "2026-01-03", "2026-02-01"] == figures.rows[0]


def test_by_choice_and_month(boss, form):
    """Dimensions come in order, blanks last, choices and people with their names."""
    spec = AggregateSpec(
        dimensions=[Dimension("kind"), Dimension("day", "month")], measures=[Measure(), Measure("sum", "weight")]
    )

    figures = aggregate_records(boss, form, spec)

    assert [["a", "2026-01-01", 2, 3], ["b", "2026-02-01", 1, None], [None, None, 1, 0.5]] == figures.rows
    assert {"a": "Alpha", "b": "b"} == figures.labels["d0"]
    by_person = aggregate_records(boss, form, AggregateSpec(dimensions=[Dimension("who")]))
    assert {str(boss.pk): "boss"} == by_person.labels["d0"]


def test_rows_of_a_sub_table(boss, form):
    """Columns of a sub-table are summed over its rows, grouped by fields of the record as well."""
    spec = AggregateSpec(
        dimensions=[Dimension("kind"), Dimension("rows.what")], measures=[Measure("sum", "rows.count"), Measure()]
    )

    assert [["a", "x", 4, 2], ["a", "y", 2, 1]] == aggregate_records(boss, form, spec).rows


def test_expressions_order_filter_and_limit(boss, form):
    """A figure may be computed; the largest come first; what does not fit is told."""
    spec = AggregateSpec(
        dimensions=[Dimension(expression="YEAR(day)")],
        measures=[Measure("sum", expression="weight * 2")],
        filter="ISBLANK(kind) = false or weight > 0",
        sort=["-m0"],
        limit=1,
    )

    figures = aggregate_records(boss, form, spec)

    assert ([[2026, 6]], True) == (figures.rows, figures.truncated)


def test_what_cannot_be_asked(app, boss, form):
    """Hidden fields, text sums and unknown names are refused."""
    clerk = make_person("clerk")
    make_role(app, clerk, sale={"actions": ["read"], "fields": {"sum": "hidden"}})
    form.application = app

    for spec in (
        AggregateSpec(measures=[Measure("sum", "sum")]),
        AggregateSpec(measures=[Measure("sum", expression="sum * 1")]),
        AggregateSpec(dimensions=[Dimension("sum")]),
        AggregateSpec(measures=[Measure("sum", "kind")]),
        AggregateSpec(measures=[Measure("median", "weight")]),
        AggregateSpec(dimensions=[Dimension("kind", "month")]),
        AggregateSpec(sort=["m7"], dimensions=[Dimension("kind")]),
        AggregateSpec(dimensions=[Dimension("rows.what")], measures=[Measure("sum", "weight")]),
    ):
        with pytest.raises(Invalid):
            aggregate_records(clerk, form, spec)
