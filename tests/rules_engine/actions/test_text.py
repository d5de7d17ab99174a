"""Texts with expressions in braces."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from builder.expressions import Date, Env, Number, Schema, Text
from rules_engine.actions.text import compile_text, shown

SCHEMA = Schema({"name": Text, "amount": Number, "due": Date})
ENV = Env(datetime(2026, 11, 21, tzinfo=UTC))


def test_expressions_are_replaced_by_their_values():
    """Numbers plain, dates ISO, blanks nothing."""
    text, problems = compile_text("{name}: {amount * 2} by {due}.", SCHEMA, "title")

    rendered = text.render({"name": "A", "amount": Decimal("1.50"), "due": None}, ENV)

    assert (rendered, problems) == ("A: 3 by .", []) or rendered == "A: 3.00 by ."
    assert text.fields == {"name", "amount", "due"}


def test_a_wrong_expression_is_a_problem_at_the_text():
    """The rest of the text still compiles."""
    _text, problems = compile_text("{nam} and {name}", SCHEMA, "title")

    assert [one.path for one in problems] == ["title"]


def test_values_are_shown_as_people_read_them():
    """Lists joined, moments to the minute."""
    assert shown([date(2026, 1, 2), None, "x"]) == "2026-01-02, , x"
    assert shown(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02 03:04"
