"""Python, the database and the browser give the same value for every expression.

`EXPRESSIONS=5000` tries so many random expressions instead of a few; `EXPRESSION_ZONE` chooses the time zone.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from playwright._impl._driver import compute_driver_executable

from builder.expressions import Boolean, Env, ExpressionError, compile_expression, numbers

from . import texts, world

NUMBER_OF_EXPRESSIONS = int(os.environ.get("EXPRESSIONS", "400"))
NUMBER_OF_RECORDS = 30
ENV = Env(
    dt.datetime(2024, 3, 10, 12, 34, 56, 789012, tzinfo=dt.UTC), os.environ.get("EXPRESSION_ZONE", "America/New_York")
)
RECORDS = world.make_records(NUMBER_OF_RECORDS, seed=3)


def shown(value, kind):
    """Return a value as the browser's interpreter gives it."""
    if value is None or kind in ("text", "boolean", "blank"):
        return value
    if kind == "number":
        return numbers.text(value)
    if kind == "duration":
        return numbers.text(Decimal(value // dt.timedelta(microseconds=1)).scaleb(-6))
    if kind == "datetime":
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if kind == "date" else value


def wired(value):
    """Return a value of a record as JSON carries it to the browser."""
    if isinstance(value, dt.timedelta):
        return str(Decimal(value // dt.timedelta(microseconds=1)).scaleb(-6))
    return value.isoformat() if isinstance(value, dt.date) else str(value)


class Browser:
    """The interpreter, run by the Node that comes with Playwright."""

    def __init__(self):
        node = compute_driver_executable()[0]
        script = Path(__file__).with_name("interpreter.mjs")
        command = [node, "--disallow-code-generation-from-strings", str(script)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.records = json.loads(json.dumps(RECORDS, default=wired))

    def values(self, expression):
        """Return the expression's value for every record."""
        asked = {"compiled": expression.to_json(), "records": self.records, "now": ENV.now.isoformat()}
        self.process.stdin.write(json.dumps({**asked, "zone": ENV.zone_name}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def browser():
    """Have the interpreter at hand."""
    browser = Browser()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def stored_records(django_db_setup, django_db_blocker):
    """Have the records in the database."""
    with django_db_blocker.unblock(), world.stored(RECORDS):
        yield


def from_database(expression):
    """Return the expression's value for every record, worked out by the database."""
    value = expression.sql(world.Columns(), ENV)
    with transaction.atomic():
        found = world.things().annotate(value=value).values_list("value", flat=True)
        return [bool(one) if expression.type == Boolean else one for one in found]


def filtered_by_database(expression):
    """Return for every record whether the database's filter keeps it."""
    with transaction.atomic():
        kept = set(world.things().filter(expression.q(world.Columns(), ENV)).values_list("pk", flat=True))
    return [number in kept for number in range(1, len(RECORDS) + 1)]


def differing(text, browser):
    """Return where the ways to evaluate an expression disagree; nothing if they agree or it is refused."""
    try:
        expression = compile_expression(text, world.SCHEMA)
    except ExpressionError:
        return []
    kind = expression.type.kind
    python = [shown(expression.evaluate(record, ENV), kind) for record in RECORDS]
    others = {"browser": browser.values(expression)}
    others["database"] = [shown(value, kind) for value in from_database(expression)]
    if expression.type == Boolean:
        others["filter"] = filtered_by_database(expression)
    return [
        (name, RECORDS[i], a, b)
        for name, values in others.items()
        for i, (a, b) in enumerate(zip(python, values, strict=True))
        if a != b
    ]


# Strategies that refer to each other are long when written out.
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_random_expressions_agree(stored_records, browser):
    """Whatever can be written means the same everywhere."""

    @settings(
        max_examples=NUMBER_OF_EXPRESSIONS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize="EXPRESSIONS" not in os.environ,
    )
    @given(texts.EXPRESSION)
    def agree(text):
        assert differing(text, browser) == [], text

    agree()


KNOWN = [
    "not (n1 > 1)",
    's1 != "x"',
    "n1 not in [1, null]",
    "n1 + n2",
    "whole / 2",
    "n1 / 3 * 3",
    "0.1 + 0.2 = 0.3",
    "n1 / 0",
    "n1 / 0 != 5",
    "s1 < s2",
    "LEN(s1)",
    "UPPER(s1)",
    'at1 + t"P1D"',
    'd"2024-03-10T02:30:00"',
    'd"2024-11-03T01:30:00"',
    "ISBLANK(s1)",
    "MIN(n1, n2)",
    "SUM(items.amount, items.amount > n1)",
    "JOIN(items.kind)",
    "customer = me.favourite",
    "-n1",
    "ROUND(-2.5)",
]


@pytest.mark.parametrize("text", KNOWN)
def test_what_usually_differs_agrees(text, stored_records, browser):
    """Blanks, rounding, order, lengths and clocks: the places where databases and languages part."""
    assert differing(text, browser) == []
