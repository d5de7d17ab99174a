"""What expressions mean, in the back end that defines it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from builder.expressions import Env, compile_expression

MEANINGS = [
    # Blanks: an ordered comparison with one is false, equality knows it, arithmetic spreads it.
    ("freight > 1", False),
    ("not (freight > 1)", True),
    ("freight <= freight", False),
    ("freight = freight", True),
    ("ok != true", True),
    ("3 not in [1, null]", True),
    ("null in [1, null]", True),
    ("amount * freight", None),
    ("customer.credit / 0", None),
    ("customer.credit / 0 != 5", True),
    ("amount % 0", None),
    # A field whose blank is zero counts in sums, and only there.
    ("freight + discount", Decimal(5)),
    ("freight + amount - discount", Decimal("1195.5")),
    ("freight = null", True),
    # Numbers are exact and round halves away from zero.
    ("0.1 + 0.2 = 0.3", True),
    ("1 / 3", Decimal("0.3333333333")),
    ("7 / 2", Decimal("3.5")),
    ("-7 // 2", Decimal(-3)),
    ("-7 % 2", Decimal(-1)),
    ("ROUND(-2.5)", Decimal(-3)),
    ("2 ** 3 ** 2", Decimal(64)),
    # Texts are counted and ordered by code points.
    ('LEN("😀")', Decimal(1)),
    ('"a" < "B"', False),
    ('status =~ "p.*d$"', True),
    ('status !~ "x"', True),
    ('status + "!"', "paid!"),
    # Days and moments.
    ("TODAY() - signed_on", Decimal(7)),
    ("signed_on + 3", dt.date(2026, 3, 4)),
    ('signed_on + t"P3D"', dt.date(2026, 3, 4)),
    ('signed_on >= "2026-03-01"', True),
    ('at < "2026-03-07T00:00"', True),
    ("at - signed_on", dt.timedelta(days=5, hours=19)),
    ('d"2026-03-08T02:30:00"', dt.datetime(2026, 3, 8, 7, 30, tzinfo=dt.UTC)),
    ('d"2026-11-01T01:30:00"', dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)),
    ('DATEDIF(signed_on, TODAY(), "d") > 3', True),
    ("signed_on.year", Decimal(2026)),
    ("NOW()", dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)),
    # Links.
    ("customer.level", "A"),
    ("customer = 4", True),
    ("owner = me", True),
    ("owner in [2, 3]", False),
    ("me in approvers", True),
    ("IFBLANK(owner, me)", 1),
    ("owner.manager", None),
    ('"vip" in tags', True),
    ('HASROLE(me, "buyer")', True),
    ("WITHIN(department, me.department)", True),
    # Rows.
    ("SUM(items.amount)", Decimal("12.5")),
    ("SUM(items.amount * items.quantity)", Decimal("17.5")),
    ('SUM(items.amount, items.kind = "a")', Decimal("12.5")),
    ('SUMIF(items.kind, "a", items.amount)', Decimal("12.5")),
    ("COUNT(items)", Decimal(3)),
    ("COUNT(items, items.quantity > 1)", Decimal(2)),
    ('COUNTIF(items.kind, "b")', Decimal(1)),
    ("COUNT(items.amount)", Decimal(2)),
    ("AVERAGE(items.amount)", Decimal("6.25")),
    ("SUM(payments.amount)", Decimal(0)),
    ("MAX(payments.amount)", None),
    ("MAX(SUM(items.amount), 100)", Decimal(100)),
    ("SUM(MAX(items.amount, 6))", Decimal("19.5")),
    ('SUM([i.amount * 2 for i in items if i.kind = "a"])', Decimal(25)),
    ("ANY(items, items.quantity > 2)", True),
    ("EVERY(items, items.quantity > 1)", False),
    ("FIRST(items.kind) + LAST(items.kind)", "aa"),
    ("JOIN(items.kind)", "a, b, a"),
    # Spelling.
    ("数量 * 2", Decimal(6)),
    ("IF(status <> 'paid', 1, 2)", Decimal(2)),
    ("not status = 'x' and TRUE", True),
    ("status = 'x' ? 1 : 2", Decimal(2)),
    ("freight ?? 7", Decimal(7)),
    ("SWITCH(status, 'open', 1, 'paid', 2)", Decimal(2)),
]


@pytest.mark.parametrize(("text", "expected"), MEANINGS, ids=[text for text, _expected in MEANINGS])
def test_expressions_mean_what_the_reference_says(text, expected, evaluate):
    """Each line of the table of meanings holds."""
    assert expected == evaluate(text)


def test_a_path_ends_in_a_blank_where_a_link_is_missing(evaluate):
    """Nothing fails on a record without a customer, or with the bare id of one."""
    assert [None, None, True] == [
        evaluate("customer.level", customer=None),
        evaluate("customer.level", customer=4),
        evaluate("ISBLANK(customer)", customer=None),
    ]


def test_values_of_any_kind_are_taken(evaluate):
    """Forms, JSON and databases write numbers and dates differently."""
    assert [Decimal("0.1"), Decimal("12.3"), None, dt.date(2026, 3, 1), None] == [
        evaluate("amount", amount=0.1),
        evaluate("amount", amount="12.30"),
        evaluate("amount", amount="abc"),
        evaluate("signed_on", signed_on="2026-03-01"),
        evaluate("signed_on", signed_on="soon"),
    ]


def test_what_leaves_the_calendar_is_blank(evaluate):
    """No date makes an expression fail."""
    assert [None, None, None] == [
        evaluate("signed_on + amount", amount=10**9),
        evaluate('at + t"P300000D" + t"P300000D"', at=dt.datetime(9999, 12, 31, tzinfo=dt.UTC)),
        evaluate("EDATE(signed_on, 12000)", signed_on=dt.date(9999, 1, 1)),
    ]


def test_numbers_do_not_depend_on_the_context_of_the_thread(evaluate):
    """Thirty digits stay thirty digits."""
    long = Decimal("123456789012345678901234567.1234")

    assert [long.copy_negate(), long, Decimal("123456789012345678901234568.1234")] == [
        evaluate("-amount", amount=long),
        evaluate("ABS(-amount)", amount=long),
        evaluate("amount + 1", amount=long),
    ]


def test_one_evaluation_has_one_now(schema):
    """The moment is pinned in the environment."""
    env = Env(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "Asia/Shanghai")

    assert compile_expression("NOW() = NOW() and TODAY() = DATE(2026, 1, 1)", schema).evaluate({}, env) is True


def test_a_moment_without_a_zone_is_refused():
    """Nobody can tell what it means."""
    with pytest.raises(ValueError, match="time zone"):
        Env(dt.datetime(2026, 1, 1))
