"""Asking reports: figures, shown texts, drill-down, and one permission answer."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation

from builder.exceptions import Invalid, NotAllowed
from forms_engine.selectors.records import RecordQuery, list_records
from reports_engine.selectors.querying import ask, date_conditions
from tests.forms_engine.making import make_person
from tests.reports_engine.making import question

BY_MONTH_AND_KIND = question(
    dimensions=[{"key": "d1", "field": "on", "grain": "month"}, {"key": "d2", "field": "kind"}],
    measures=[{"key": "m1", "op": "sum", "field": "amount", "format": "money"}],
    sort=[{"by": "d1"}],
    chart={"type": "bar", "settings": {"stacked": True}},
)


def answer(house, document, actor=None, **more):
    """Ask as the administrator, unless somebody else is named."""
    return ask(actor=actor or house.admin, application=house.app, document=document, **more)


def test_figures_are_grouped_and_named(house):
    """By month and choice; money stays exact; a blank has a name."""
    found = answer(house, BY_MONTH_AND_KIND)

    rows = [(*shown[:2], row[2]) for shown, row in zip(found["shown"], found["rows"], strict=True)]
    assert rows == [
        ("2026-09", "IT", "10.00"),
        ("2026-09", "Office", "5.50"),
        ("2026-10", "IT", "101.25"),
        ("2026-11", "(blank)", "7.00"),
    ]
    assert (found["currency"], found["truncated"]) == ("EUR", False)
    assert [trace["name"] for trace in found["figure"]["data"]] == ["IT", "Office", "(blank)"]


def test_the_reader_s_language_is_used(house):
    """Options have a text per language."""
    with translation.override("zh-hans"):
        found = answer(house, BY_MONTH_AND_KIND)

    assert found["shown"][0][1] == "信息技术"


def test_every_number_leads_to_exactly_its_records(house):
    """The list behind a number adds up to it."""
    found = answer(house, BY_MONTH_AND_KIND)

    for row, url in zip(found["rows"], found["drill"], strict=True):
        condition = parse_qs(urlsplit(url).query)["filter"][0]
        records = list_records(house.admin, house.form, RecordQuery(filter=condition)).records
        assert sum(float(one["values"]["amount"]) for one in records) == pytest.approx(float(row[2]))


def test_a_member_s_figures_cover_only_their_records(house):
    """The row scope is inside the statement."""
    count = question(measures=[{"key": "m1", "op": "count"}, {"key": "m2", "op": "sum", "field": "amount"}])

    assert answer(house, count)["rows"] == [[5, "123.75"]]
    assert answer(house, count, house.ann)["rows"] == [[1, "1.00"]]


def test_a_hidden_field_cannot_be_asked_about(house):
    """Not as a value, a grouping, or a filter."""
    for document in (
        question(measures=[{"key": "m1", "op": "sum", "field": "secret"}]),
        question(dimensions=[{"key": "d1", "field": "secret"}]),
        question(filter="secret > 1"),
    ):
        with pytest.raises(Invalid):
            answer(house, document, house.ann)


def test_who_may_not_read_the_form_gets_no_figures(house):
    """The report's existence changes nothing about the records."""
    with pytest.raises(NotAllowed):
        answer(house, question(), make_person("stranger"))


def test_a_date_filter_narrows_the_question(house):
    """A dashboard's period reaches the records through the field it names."""
    board = {"filters": [{"key": "period", "type": "date", "fields": {"spend": "on"}}]}
    chosen = {"period": {"from": "2026-10-01", "to": "2026-10-31"}}

    conditions = date_conditions(board, "spend", chosen)

    assert answer(house, question(), conditions=conditions)["rows"] == [[2]]
    assert date_conditions(board, "other", chosen) == []
    with pytest.raises(Invalid):
        date_conditions(board, "spend", {"period": {"from": "yesterday"}})


def test_one_statement_asks_for_the_figures(house, django_assert_max_num_queries):
    """However many rows there are."""
    answer(house, BY_MONTH_AND_KIND)

    with django_assert_max_num_queries(4):
        answer(house, BY_MONTH_AND_KIND)
