"""Wire values in, Python values out, and back."""

from __future__ import annotations

from decimal import Decimal

from forms_engine.engine import clean_values, compile_form, wire_values
from tests.forms_engine.making import make_document

SPEC = compile_form(
    make_document({"subject": "text", "price": "money", "items": {"type": "lines", "columns": {"qty": "number"}}})
)


def test_values_survive_the_way_in_and_out():
    """Rows keep their ids and their order; blank fields are None."""
    sent = {"subject": " a ", "items": [{"id": 4, "qty": 1}, {"qty": 2.5}]}

    cleaned = clean_values(SPEC, sent)

    assert [] == cleaned.problems
    assert {"subject": "a", "items": [{"id": 4, "qty": Decimal(1)}, {"qty": Decimal("2.5")}]} == cleaned.values
    assert {"subject": "a", "price": None, "items": [{"id": 4, "qty": 1}, {"qty": 2.5}]} == wire_values(
        SPEC, cleaned.values
    )


def test_every_problem_has_its_path():
    """Unknown names, wrong values, wrong rows: all are told at once."""
    sent = {"ghost": 1, "price": "x", "items": [{"qty": "many"}, {"id": "4"}, {"id": 5}, {"id": 5, "no": 1}]}

    assert {
        ("ghost", "unknown_field"),
        ("price", "type"),
        ("items.0.qty", "type"),
        ("items.1.id", "type"),
        ("items.3.id", "row_twice"),
        ("items.3.no", "unknown_field"),
    } == {(problem.path, problem.code) for problem in clean_values(SPEC, sent).problems}
