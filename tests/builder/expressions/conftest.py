"""A schema and an environment the tests of the language share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from builder.expressions import (
    Boolean,
    Date,
    DateTime,
    Env,
    Lines,
    ListOf,
    Number,
    NumberOrZero,
    Record,
    Reference,
    Schema,
    Text,
    compile_expression,
)

PERSON = Record(
    lambda: {"id": Number, "name": Text, "roles": ListOf(Text), "department": DEPARTMENT, "manager": PERSON},
    name="person",
)
DEPARTMENT = Record({"id": Number, "name": Text, "path": Text}, name="department")
CUSTOMER = Record({"id": Number, "level": Text, "credit": Number, "owner": PERSON}, name="customer")
SCHEMA = Schema(
    {
        "amount": Number,
        "freight": NumberOrZero,
        "discount": NumberOrZero,
        "status": Text,
        "signed_on": Date,
        "at": DateTime,
        "ok": Boolean,
        "tags": ListOf(Text),
        "approvers": ListOf(Reference),
        "customer": CUSTOMER,
        "owner": PERSON,
        "department": DEPARTMENT,
        "me": PERSON,
        "数量": Number,
        "items": Lines({"amount": Number, "quantity": Number, "kind": Text, "product": CUSTOMER}),
        "payments": Lines({"amount": Number}),
    }
)
RECORD = {
    "amount": Decimal("1200.5"),
    "freight": None,
    "discount": 5,
    "status": "paid",
    "signed_on": dt.date(2026, 3, 1),
    "at": dt.datetime(2026, 3, 7, tzinfo=dt.UTC),
    "ok": None,
    "tags": ["vip"],
    "approvers": [1, 2],
    "customer": {"id": 4, "level": "A", "credit": 10},
    "owner": 1,
    "department": {"id": 3, "path": "/2/3/"},
    "me": {"id": 1, "roles": ["buyer"], "department": {"id": 2, "path": "/2/"}},
    "数量": 3,
    "items": [
        {"amount": Decimal(5), "quantity": 2, "kind": "a"},
        {"amount": None, "quantity": 3, "kind": "b"},
        {"amount": Decimal("7.5"), "quantity": 1, "kind": "a"},
    ],
    "payments": [],
}


@pytest.fixture
def schema():
    """Return what the expressions may name."""
    return SCHEMA


@pytest.fixture
def env():
    """Return a Sunday in New York on which the clocks go forward."""
    return Env(dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC), "America/New_York")


@pytest.fixture
def evaluate(env):
    """Return a function that evaluates a text for one record."""
    return lambda text, **values: compile_expression(text, SCHEMA).evaluate({**RECORD, **values}, env)
