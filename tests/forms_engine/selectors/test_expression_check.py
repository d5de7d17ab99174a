"""Checking an expression while it is written."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid, NotFound
from forms_engine.selectors.expression_check import ExpressionCheck, check_expression
from tests.forms_engine.making import make_app, make_document, make_form

pytestmark = pytest.mark.django_db

FIELDS = {
    "amount": "money",
    "day": "date",
    "supplier": {"type": "link", "form": "supplier", "id": "llll"},
    "items": {"type": "lines", "columns": {"qty": "number"}},
}


@pytest.fixture
def form():
    app = make_app()
    make_form(app, "supplier", {"level": "text"})
    form = make_form(app, "order", FIELDS)
    form.draft = form.current_version.document
    return form


@pytest.mark.parametrize(
    ("asked", "kind", "value"),
    [
        ({"text": "amount * 2", "values": {"amount": "1.50"}}, "number", "3"),
        ({"text": "EDATE(day, 1)", "values": {"day": "2026-01-31"}}, "date", "2026-02-28"),
        ({"text": "SUM(items.qty)", "values": {"items": [{"qty": 2}, {"qty": 3}]}}, "number", "5"),
        (
            {"text": "qty + parent.amount", "lines": "items", "values": {"amount": "1", "items": [{"qty": 2}]}},
            "number",
            "3",
        ),
        ({"text": 'level != "A" and me.name != ""', "link": "supplier"}, "boolean", None),
        ({"text": "amount"}, "number", "100"),
    ],
)
def test_type_and_value_are_told(form, asked, kind, value):
    """The value is that of the given values, or of sample values."""
    answer = check_expression(form, ExpressionCheck(**asked))

    assert (kind, value, []) == (answer["type"], answer["value"], answer["problems"])


def test_mistakes_have_their_place(form):
    """The span counts characters."""
    answer = check_expression(form, ExpressionCheck("金额 + amount"))

    assert [[0, 2]] == [problem["span"] for problem in answer["problems"]]


def test_the_expected_type_is_checked(form):
    """A condition must be one."""
    answer = check_expression(form, ExpressionCheck("day", expected="number"))

    assert None is answer["type"]
    assert 1 == len(answer["problems"])


def test_a_document_that_is_not_saved_can_be_meant(form):
    """The designer sends what is on the screen, finished or not."""
    document = make_document({"fresh": "number", "half": "choice", "odd": {"type": "text", "max_length": "x"}})

    answer = check_expression(form, ExpressionCheck("fresh + 1", document=document))

    assert ("number", []) == (answer["type"], answer["problems"])


def test_what_is_no_form_is_refused(form):
    """A document of another shape, or a sub-table that does not exist."""
    with pytest.raises(Invalid):
        check_expression(form, ExpressionCheck("1", document={"properties": 1}))
    with pytest.raises(NotFound):
        check_expression(form, ExpressionCheck("1", lines="ghost"))
