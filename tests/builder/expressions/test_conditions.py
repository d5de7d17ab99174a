"""The visual condition builder and the text are two faces of one condition."""

from __future__ import annotations

import pytest

from builder.expressions import Boolean, ExpressionError, compile_expression
from builder.expressions.conditions import expression_of, text_of, tree_of

BOTH_WAYS = [
    ({"field": "amount", "op": "gt", "value": 100}, "amount > 100"),
    ({"field": "amount", "op": "le", "value": 12.5}, "amount <= 12.5"),
    ({"field": "amount", "op": "eq", "value": None}, "amount = null"),
    ({"field": "amount", "op": "lt", "value": {"field": "数量"}}, "amount < 数量"),
    ({"field": "amount", "op": "between", "value": [1, 5]}, "amount >= 1 and amount <= 5"),
    ({"field": "status", "op": "in", "value": ["a", "b"]}, 'status in ["a", "b"]'),
    ({"field": "status", "op": "not_in", "value": ["a"]}, 'not (status in ["a"])'),
    ({"field": "status", "op": "contains", "value": 'x"y'}, 'CONTAINS(status, "x\\"y")'),
    ({"field": "status", "op": "not_contains", "value": "x"}, 'not (CONTAINS(status, "x"))'),
    ({"field": "status", "op": "starts_with", "value": "x"}, 'STARTSWITH(status, "x")'),
    ({"field": "status", "op": "is_empty"}, "ISBLANK(status)"),
    ({"field": "status", "op": "is_not_empty"}, "not (ISBLANK(status))"),
    ({"field": "tags", "op": "has", "value": "vip"}, '"vip" in tags'),
    ({"field": "tags", "op": "has_not", "value": "vip"}, 'not ("vip" in tags)'),
    ({"field": "ok", "op": "is_true"}, "ok"),
    ({"field": "ok", "op": "is_not_true"}, "not (ok)"),
    ({"field": "owner", "op": "is_me"}, "owner = me"),
    ({"field": "owner", "op": "eq", "value": 3}, "owner = 3"),
    ({"field": "department", "op": "is_mine"}, "department = me.department"),
    ({"field": "department", "op": "below", "value": "me"}, "WITHIN(department, me.department)"),
    ({"field": "customer.level", "op": "ne", "value": "A"}, 'customer.level != "A"'),
    ({"field": "signed_on", "op": "ge", "value": "2026-01-31"}, 'signed_on >= d"2026-01-31"'),
    ({"field": "at", "op": "lt", "value": "2026-01-31T10:00:00Z"}, 'at < d"2026-01-31T10:00:00Z"'),
    (
        {"field": "at", "op": "relative", "value": {"last": 30, "unit": "day"}},
        "at >= TODAY() - 29 and at < TODAY() + 1",
    ),
    (
        {"field": "signed_on", "op": "relative", "value": {"next": 3, "unit": "month"}},
        "signed_on >= TODAY() and signed_on < EDATE(TODAY(), 3)",
    ),
]


@pytest.mark.parametrize(("row", "text"), BOTH_WAYS, ids=[text for _row, text in BOTH_WAYS])
def test_a_row_becomes_text_and_a_row_again(row, text, schema):
    """What was built visually opens visually."""
    tree = {"all": [row]}

    assert (text, tree) == (text_of(tree, schema), tree_of(expression_of(tree, schema)))


PERIODS = ["today", "yesterday", "tomorrow"]
PERIODS += [f"{which}_{unit}" for which in ("this", "last", "next") for unit in ("week", "month", "quarter", "year")]


@pytest.mark.parametrize("period", PERIODS)
def test_a_period_is_recognised(period, schema):
    """Its bounds are formulas, but people see its name."""
    tree = {"all": [{"field": "at", "op": "relative", "value": {"period": period}}]}

    assert tree == tree_of(expression_of(tree, schema))


def test_the_last_days_end_today(schema, env):
    """Thirty days are today and the twenty-nine before."""
    tree = {"field": "signed_on", "op": "relative", "value": "last_30_days"}
    expression = expression_of(tree, schema)

    days = ["2026-02-06", "2026-02-07", "2026-03-08", "2026-03-09"]
    assert [False, True, True, False] == [expression.evaluate({"signed_on": day}, env) for day in days]


def test_groups_keep_their_shape(schema):
    """Groups in groups, with ranges among the rows."""
    between = {"field": "amount", "op": "between", "value": [1, 2]}
    today = {"field": "at", "op": "relative", "value": {"period": "today"}}
    ticked = {"field": "ok", "op": "is_true"}
    tree = {"any": [{"all": [ticked, between, today]}, {"not": {"any": [ticked, today]}}]}

    assert tree == tree_of(expression_of(tree, schema))


def test_nothing_is_true(schema, env):
    """A condition without rows keeps everything."""
    assert expression_of({"all": []}, schema).evaluate({}, env) is True


TEXT_ONLY = ["SUM(items.amount) > 3", "amount + 1 > 2", "LEN(status) = 2", "amount > 数量 * 2", 'status =~ "a"', "true"]


@pytest.mark.parametrize("text", TEXT_ONLY)
def test_what_rows_cannot_show_stays_text(text, schema):
    """The text editor takes over."""
    assert {"text": text} == tree_of(compile_expression(text, schema, Boolean))


WRONG = [
    {"field": "amont", "op": "gt", "value": 1},
    {"field": "amount", "op": "like", "value": 1},
    {"field": "amount", "op": "gt", "value": "many"},
    {"field": "amount) or (true", "op": "gt", "value": 1},
    {"field": "status", "op": "eq", "value": 1},
    {"field": "signed_on", "op": "eq", "value": "soon"},
    {"field": "status", "op": "in", "value": "a"},
    {"all": ["amount"]},
    {"text": "amont > 1"},
    {"any": [{"not": {"all": []}}] * 300},
]


@pytest.mark.parametrize("tree", WRONG)
def test_a_wrong_tree_is_refused(tree, schema):
    """Neither a field nor a value can smuggle text in."""
    with pytest.raises(ExpressionError):
        expression_of(tree, schema)
