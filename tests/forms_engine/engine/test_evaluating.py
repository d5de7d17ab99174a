"""Formulas, states of fields and constraints of one record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.expressions import Env
from forms_engine.engine import (
    FieldState,
    Surroundings,
    compile_form,
    defaults,
    evaluate,
    field_states,
    missing,
    row_defaults,
    violated,
)
from tests.forms_engine.making import make_document

ENV = Env(dt.datetime(2026, 11, 21, 20, 0, tzinfo=dt.UTC), "Asia/Shanghai")


def formula(expression, result="number", **more):
    """Return a formula's settings."""
    return {"type": "formula", "result": result, "expression": expression, **more}


ORDER = make_document(
    {
        "subject": "text",
        "urgent": "checkbox",
        "reason": {"type": "text", "visible": "urgent", "required_when": "total > 100"},
        "items": {
            "type": "lines",
            "min_rows": 1,
            "columns": {
                "name": "text",
                "qty": "number",
                "price": {"type": "money", "read_only_when": "parent.urgent"},
                "amount": formula("qty * price", "money"),
            },
        },
        "total": formula("SUM(items.amount)", "money"),
    },
    required=["subject"],
    x_constraints=[
        {"expression": "total < 1000", "message": {"en": "Too dear.", "zh-hans": "太贵。"}, "fields": ["items"]}
    ],
)
SPEC = compile_form(ORDER)


def row(qty, price, **more):
    """Return a row."""
    return {"qty": Decimal(qty), "price": Decimal(price), **more}


def test_rows_are_computed_before_their_total():
    """The total sums what the rows' own formulas gave, and the input is left alone."""
    given_values = {"items": [row(2, "10.10"), row(1, "0.05")]}

    done = evaluate(SPEC, given_values, ENV)

    assert (Decimal("20.25"), [Decimal("20.20"), Decimal("0.05")]) == (
        done["total"],
        [one["amount"] for one in done["items"]],
    )
    assert "amount" not in given_values["items"][0]


def test_blank_rows_do_not_fail():
    """A record without rows has a blank total or zero, never an error."""
    assert evaluate(SPEC, {}, ENV)["total"] in (None, 0)


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-99_999, 99_999)), max_size=8))
def test_the_total_is_the_sum_of_the_rows(pairs):
    """Whatever the rows hold, the total is their exact sum."""
    rows = [row(qty, Decimal(cents) / 100) for qty, cents in pairs]

    total = evaluate(SPEC, {"items": rows}, ENV)["total"]

    assert sum((Decimal(qty * cents) / 100 for qty, cents in pairs), Decimal(0)) == (total or 0)


def test_hidden_fields_are_not_required():
    """What nobody sees, nobody must fill in."""
    dear = evaluate(SPEC, {"items": [row(2, 100)]}, ENV)

    assert FieldState(visible=False, required=False) == field_states(SPEC, dear, ENV)["reason"]
    assert FieldState(visible=True, required=True) == field_states(SPEC, {**dear, "urgent": True}, ENV)["reason"]


def test_columns_have_states_of_their_own():
    """The state of a column belongs to its row, and can look at the record."""
    states = field_states(SPEC, {"urgent": True, "items": [row(1, 1)]}, ENV)

    assert (True, False) == (states["items.0.price"].read_only, states["items.0.qty"].read_only)


def test_missing_values_are_named():
    """Required fields and a least number of rows are checked by path."""
    values = evaluate(SPEC, {"urgent": True, "items": [row(2, 100)]}, ENV)

    assert ["subject", "reason"] == [problem.path for problem in missing(SPEC, values, field_states(SPEC, values, ENV))]


@pytest.mark.parametrize(("rows", "found"), [(0, []), (1, ["items"])])
def test_too_few_rows_count_once_there_are_any(rows, found):
    """A sub-table that is not required may be left empty altogether."""
    spec = compile_form(make_document({"items": {"type": "lines", "min_rows": 2, "columns": {"a": "text"}}}))
    values = {"items": [{"a": "x"}] * rows}

    assert found == [problem.path for problem in missing(spec, values, field_states(spec, values, ENV))]


def test_a_hidden_section_hides_its_fields():
    """Sections have conditions as well."""
    document = make_document(
        {"a": "checkbox", "b": "text"},
        required=["b"],
        x_layout=[{"fields": ["a"]}, {"fields": ["b"], "visible": "a"}],
    )

    assert not field_states(compile_form(document), {}, ENV)["b"].visible


@pytest.mark.parametrize(("language", "message"), [("en", "Too dear."), ("zh-hans", "太贵。")])
def test_a_constraint_speaks_the_readers_language(language, message):
    """The message stands at the fields it names."""
    values = evaluate(SPEC, {"items": [row(1, 1000)]}, ENV)

    assert [("items", message)] == [
        (problem.path, problem.text()) for problem in violated(SPEC, values, ENV, language=language)
    ]


def test_what_stands_behind_a_link_is_read():
    """The records behind references come from outside, by id."""
    supplier = make_document({"level": "text"})
    document = make_document(
        {"supplier": {"type": "link", "form": "supplier"}, "level": formula("supplier.level", "text")}
    )
    spec = compile_form(document, {"supplier": supplier})
    around = Surroundings(records={"supplier": {7: {"id": 7, "level": "A"}}})

    assert "A" == evaluate(spec, {"supplier": 7}, ENV, around)["level"]
    assert None is evaluate(spec, {"supplier": 8}, ENV, around)["level"]


def test_defaults_start_a_record():
    """Literals, expressions, and the person who fills in."""
    document = make_document(
        {
            "n": {"type": "number", "default": 2},
            "day": {"type": "date", "default": {"expression": "TODAY()"}},
            "who": {"type": "member", "default_me": True},
            "dept": {"type": "department", "default_mine": True},
            "wrong": {"type": "number", "default": "many"},
            "twice": formula("n * 2"),
        }
    )
    around = Surroundings(me={"id": 5, "department": {"id": 9}})

    # It is already the next day in Shanghai.
    assert {"n": 2, "day": dt.date(2026, 11, 22), "who": 5, "dept": 9, "twice": 4} == defaults(
        compile_form(document), ENV, around
    )


def test_rows_have_defaults():
    """A new row starts with what its columns say."""
    spec = compile_form(make_document({"t": {"type": "lines", "columns": {"n": {"type": "number", "default": 1}}}}))

    assert {"n": 1} == row_defaults(spec.fields["t"], ENV)
