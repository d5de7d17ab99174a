"""No expression that is accepted can hold a worker, and none that is refused costs much."""

from __future__ import annotations

import random

import pytest

from builder.expressions import ExpressionError, check_expression, compile_expression

TOO_MUCH = {
    "long": "1 + " * 1200 + "1",
    "many tokens": "+".join("1" * 450),
    "many brackets": "(" * 60 + "1" + ")" * 60,
    "deep negations": "-" * 200 + "amount",
    "deep choices": "IF(ok, " * 70 + "1" + ", 2)" * 70,
    "long sums": " + ".join(["amount"] * 399),
    "long number": "1" * 30,
    "huge number": "1e30",
    "shift": "1 << 100000000",
    "range": "SUM([x for x in $range(10000000)])",
    "power of powers": "((amount ** 8) ** 8) ** 8",
    "products": " * ".join(["amount"] * 12),
    "texts of texts": 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(status, "a", status), "a", status), "a", status)',
    "repeated texts": 'SUBSTITUTE(REPT(status, 9), "a", REPT(status, 9))',
    "repetition in repetition": 'status =~ "(a+)+$"',
    "repeated repetitions": 'status =~ "((a{200}){200}){200}"',
    "rows of rows": "SUM([SUM([j.amount for j in items]) for i in items])",
    "repeated subjects": "SWITCH(" * 9 + "amount" + ", 1, 2, 3, 4, 5, 6, 7, 8)" * 9,
    "long duration": 't"P9999999D"',
}


@pytest.mark.parametrize("text", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_is_refused(text, schema):
    """Length, depth and growth are judged before anything runs."""
    with pytest.raises(ExpressionError):
        compile_expression(text, schema)


def test_a_pattern_cannot_hang(evaluate):
    """Patterns that make others try for years are answered at once."""
    assert [False, False] == [
        evaluate('status =~ "(a|aa)+$"', status="a" * 5000 + "b"),
        evaluate('status =~ "a*a*a*a*a*c"', status="a" * 5000),
    ]


def test_texts_stop_growing(evaluate):
    """What multiplies gives blank beyond the longest text."""
    assert [None, None] == [
        evaluate('SUBSTITUTE(status, "a", status)', status="a" * 5000),
        evaluate("REPT(status, 1000000000)"),
    ]


def test_the_largest_numbers_stay_exact(evaluate):
    """A product of as many fields as are allowed does not overflow."""
    largest = 10**29 + 1

    assert largest**9 == evaluate(" * ".join(["amount"] * 9), amount=largest)


SIGNS = "amount items . ( ) [ ] { } + - * / // % < <= = == <> != =~ !~~ and or not in for if ? : ?? & &. | ^ <<"
LITERALS = "1 1e5 0x1F 'a' ' \\ r'x' b'x' d'2026-01-01' t'P1D' null TRUE nan SUM IF COUNT $now $ me"
WORDS = [
    *SIGNS.split(),
    *LITERALS.split(),
    "customer",
    '"',
    "\n",
    "数量",
    "é",
    "\x00",
    "\ud800",
    "else",
    "_x",
    "😀",
    ",",
    "#",
]


def test_nonsense_is_refused_in_the_language_of_errors(schema):
    """Whatever is typed, only an ExpressionError with a place comes back."""
    rnd = random.Random(7)
    texts = [rnd.choice(["", " "]).join(rnd.choices(WORDS, k=rnd.randint(1, 9))) for _text in range(3000)]

    errors = [check_expression(text, schema) for text in texts]

    assert [] == [error for error in errors if error and error.span is None]
