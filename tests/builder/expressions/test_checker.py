"""What is wrong is said where it is wrong, with advice."""

from __future__ import annotations

import pytest

from builder import exceptions
from builder.exceptions import Invalid
from builder.expressions import ExpressionError, check_expression, compile_expression

ERRORS = [
    ("amont + 1", "There is no field amont.", "amont", "Did you mean amount?"),
    ("customer.lvl", "customer has no field lvl.", "lvl", "Did you mean level?"),
    ("SUMM(items.amount)", "There is no function SUMM.", "SUMM", "Did you mean SUM?"),
    ("status = paid", "There is no field paid.", "paid", 'Put it in quotation marks if it is a text: "paid".'),
    ('amount + "1"', "A number and a text cannot be calculated with like this.", 'amount + "1"', "Use TEXT(number)"),
    ('amount = "1"', "A number cannot be compared with a text.", 'amount = "1"', "Use VALUE(text)"),
    ("signed_on > 5", "A date cannot be compared with a number.", "signed_on > 5", "Compare a number of days"),
    ("customer = owner", "A customer cannot be compared with a person.", "customer = owner", ""),
    ("LEN(amount)", "LEN needs a text here, not a number.", "amount", "Use TEXT(number)."),
    ("LEFT(status)", "This function takes other arguments: LEFT(text, count).", "LEFT", ""),
    ("ROUND(amount, amount)", "must be one of these, written out: -10 ... 10.", "amount", ""),
    ('DATEDIF(signed_on, signed_on, "w")', 'written out: "d", "m", "y".', '"w"', ""),
    ("IF(ok, 1, 'a')", "The results must be of one type, not number and text.", "'a'", ""),
    ("items.amount", "Rows need a function that makes one value of them.", "items", "For example SUM(items.amount)"),
    ("SUM(items)", "Say which field of the rows is meant.", "SUM", "For example SUM(items.amount)."),
    ("SUM(items.amount * payments.amount)", "Rows of two tables cannot be mixed here.", "payments", ""),
    ("SUM(items.amount * COUNT(items))", "A function over rows cannot stand inside another.", "COUNT", ""),
    ("MAX(items.amount, 3)", "Beside rows there may only be a condition.", "MAX", ""),
    ("amount in [1, amount]", "A list here may only hold constants.", "amount", ""),
    ("status =~ status", "The pattern must be a text, written out.", "status", ""),
    ('status =~ "(a+)+"', "This pattern cannot be used", '"(a+)+"', ""),
    ('status =~ "(?=a)"', "This pattern cannot be used", '"(?=a)"', ""),
    ("amount ** amount", "The exponent must be a whole number from 0 to 8, written out.", "amount", ""),
    ("ok < ok", "A yes/no is neither less nor greater than another.", "ok < ok", ""),
    ("amount & 1", "This is not part of the language.", "amount & 1", ""),
    ("tags[0]", "This is not part of the language.", "tags[0]", ""),
    ("b'x'", "This is not part of the language.", "b'x'", ""),
    ("customer.__class__", "customer has no field __class__.", "__class__", ""),
    ("status.__class__", "A text has nothing called __class__.", "__class__", ""),
    ("status.upper()", "Only functions can be called.", "status.upper", ""),
    ("$range(10)", "There is no function RANGE.", "$range", ""),
    ("amount +", "The expression ends too early.", "", ""),
    ("amount status", "This is not expected here: status.", "status", ""),
    ("else", "The word else is reserved.", "else", ""),
    ("'\\x'", "This text is not written correctly.", "'\\x'", ""),
    ('d"2026-13-01"', "This is not a date.", 'd"2026-13-01"', 'Write it as d"2026-01-31".'),
    ('t"P1M"', "This is not a duration.", 't"P1M"', "for months use EDATE"),
    ("nan", "This number is too large or too small.", "nan", ""),
    (
        "amount + null",
        "A number and a blank cannot be calculated with like this.",
        "amount + null",
        "Leave the blank out",
    ),
]


@pytest.mark.parametrize(("text", "message", "place", "hint"), ERRORS, ids=[case[0] for case in ERRORS])
def test_errors_say_what_where_and_how(text, message, place, hint, schema):
    """People find the place and the way out."""
    with pytest.raises(ExpressionError) as caught:
        compile_expression(text, schema)

    start, end = caught.value.span
    assert message in caught.value.message
    assert place in text[start:end] or not place
    assert hint in caught.value.hint


def test_the_line_number_starts_anew(schema):
    """An error in one expression does not move the next one's."""
    spans = []
    for _again in range(2):
        with pytest.raises(ExpressionError) as caught:
            compile_expression("1 +\n2 +\n)", schema)
        spans.append(caught.value.span)

    assert [(8, 9), (8, 9)] == spans


def test_an_error_can_be_shown_under_the_text(schema):
    """The marker stands below the word that is wrong."""
    with pytest.raises(ExpressionError) as caught:
        compile_expression("1 +\n  amont", schema)

    assert "There is no field amont.\n    amont\n    ^^^^^\nDid you mean amount?" == caught.value.render("1 +\n  amont")


@pytest.fixture
def chinese(monkeypatch):
    """Have errors speak Chinese."""
    texts = {
        "There is no field %(name)s.": "没有字段 %(name)s。",
        "Did you mean %(suggestion)s?": "是指 %(suggestion)s 吗？",
    }
    monkeypatch.setattr(exceptions._Edge, "translate", staticmethod(lambda text: texts.get(text, text)))


def test_an_error_is_a_problem_of_a_field(schema, chinese):
    """It carries its kind and place, and speaks the reader's language."""
    with pytest.raises(ExpressionError) as caught:
        compile_expression("amont", schema)

    assert {
        "path": "properties.total",
        "code": "unknown_name",
        "message": "没有字段 amont。 是指 amount 吗？",
        "span": [0, 5],
    } == caught.value.problem("properties.total").as_dict()


def test_percent_signs_survive(schema):
    """What was typed is shown as it was."""
    error = check_expression("'50%' + 1", schema)

    assert "A text and a number cannot" in error.problem("x").text()
    assert "This is not expected here: %." in check_expression("% 1", schema).problem("x").text()


def test_an_error_nobody_catches_is_a_refusal(schema):
    """It is an Invalid, whose problems the API shows."""
    with pytest.raises(Invalid) as caught:
        compile_expression("amont", schema)

    assert ["unknown_name"] == [problem.code for problem in caught.value.problems]
