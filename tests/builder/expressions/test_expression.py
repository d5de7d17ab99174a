"""Expressions know what they depend on, and follow their fields' names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from builder.expressions import Boolean, ExpressionError, Number, Text, compile_expression

DEPENDENCIES = [
    ("amount * 2", {"amount"}),
    ("customer.owner.name", {"customer.owner.name"}),
    ("owner = me", {"owner", "me"}),
    (
        "SUM(items.amount * items.quantity, items.kind = status)",
        {"items.amount", "items.quantity", "items.kind", "status"},
    ),
    ("COUNT(items)", {"items"}),
    ("SUM([i.amount for i in items])", {"items", "items.amount"}),
    ("TODAY()", set()),
]


@pytest.mark.parametrize(("text", "fields"), DEPENDENCIES)
def test_fields_are_the_paths_it_reads(text, fields, schema):
    """Recalculation and live forms go by them."""
    assert fields == compile_expression(text, schema).fields


@pytest.mark.parametrize(("text", "volatile"), [("NOW() > at", True), ("TODAY() - 1", True), ("at > at", False)])
def test_volatile_expressions_change_with_time(text, volatile, schema):
    """They are never stored."""
    assert volatile == compile_expression(text, schema).volatile


RENAMES = [
    ("amount+amount * 2 # amount", "amount", "price", "price+price * 2 # amount"),
    ('IF(status = "amount", amount, 1)', "amount", "price", 'IF(status = "amount", price, 1)'),
    ("customer.level = status", "customer.level", "grade", "customer.grade = status"),
    ("customer.level + customer.owner.name", "customer", "client", "client.level + client.owner.name"),
    (
        "SUM(items.amount * items.quantity) + COUNT(items)",
        "items",
        "lines",
        "SUM(lines.amount * lines.quantity) + COUNT(lines)",
    ),
    (
        "SUM(items.amount) + amount + SUM(payments.amount)",
        "items.amount",
        "net",
        "SUM(items.net) + amount + SUM(payments.amount)",
    ),
    ("SUM([i.amount for i in items])", "items.amount", "net", "SUM([i.net for i in items])"),
    ("SUM([i.amount for i in items])", "items", "rows", "SUM([i.amount for i in rows])"),
    ("数量 + 1", "数量", "quantity", "quantity + 1"),
    ("(customer).level", "customer.level", "grade", "(customer).grade"),
]


@pytest.mark.parametrize(("text", "path", "name", "expected"), RENAMES)
def test_renaming_a_field_changes_its_mentions_only(text, path, name, expected, schema):
    """Layout, comments and other fields of the same name stay as they are."""
    assert expected == compile_expression(text, schema).renamed(path, name)


UNPARSED = [
    ("(amount+1)*2", "(amount + 1) * 2"),
    ("amount-(1-2)", "amount - (1 - 2)"),
    ("IF(status<>'a',1)", 'IF(status != "a", 1, null)'),
    ("AND(ok, OR(ok, amount>1))", "ok and (ok or amount > 1)"),
    ("not(amount>1)", "not amount > 1"),
    ("(not ok) = ok", "(not ok) = ok"),
    ("status =~ 'a\\\\d'", 'status =~ "a\\\\d"'),
    ("SUMIF(items.kind, 'a', items.amount)", 'SUM(items.amount, items.kind = "a")'),
    ("SUM([i.amount for i in items if i.quantity > amount])", "SUM(items.amount, items.quantity > amount)"),
    ('t"PT90M"', 't"PT5400S"'),
    ("(-amount) ** 2", "POWER(-amount, 2)"),
]


@pytest.mark.parametrize(("text", "expected"), UNPARSED)
def test_unparsing_writes_the_usual_way(text, expected, schema):
    """What is written anew means the same."""
    expression = compile_expression(text, schema)
    again = compile_expression(expression.unparse(), schema)

    assert (expected, expression.to_json()["tree"]) == (expression.unparse(), again.to_json()["tree"])


def test_a_condition_may_be_expected(schema):
    """Then any value that can be one is taken as one, and anything else is refused."""
    expression = compile_expression("amount", schema, Boolean)

    assert Boolean == expression.type
    with pytest.raises(ExpressionError, match="must give a text"):
        compile_expression("amount", schema, Text)
    assert Number == compile_expression("null", schema, Number).type


def test_the_language_needs_no_django():
    """Pure engines compile and evaluate without it."""
    code = (
        "import sys, datetime as dt\n"
        "from builder.expressions import Env, Number, Schema, compile_expression\n"
        "expression = compile_expression('SUM(a, 1)', Schema({'a': Number}))\n"
        "assert expression.evaluate({'a': 2}, Env(dt.datetime(2026, 1, 1, tzinfo=dt.UTC))) == 3\n"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
