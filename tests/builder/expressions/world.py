"""A small world of records, as expressions, Python, the database and the browser see it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import F, OuterRef

from builder.expressions import (
    Boolean,
    Date,
    DateTime,
    Duration,
    Lines,
    ListOf,
    Number,
    NumberOrZero,
    Record,
    Reference,
    Schema,
    Text,
)
from builder.expressions.binding import Column, Constant, Rows

apps = Apps()
UTC = dt.UTC


class ExactDecimalField(models.Field):
    """A number stored as the forms engine stores numbers: `numeric`, or on SQLite a whole number and a scale."""

    def __init__(self, *args, scale=4, **kwargs):
        self.scale = scale
        super().__init__(*args, **kwargs)

    def get_internal_type(self):
        """Return a name no database has an opinion about."""
        return "ExactDecimalField"

    def db_type(self, connection):
        """Return the column type."""
        return "numeric" if connection.vendor == "postgresql" else "bigint"

    def get_db_prep_value(self, value, connection, prepared=False):
        """Return what is sent to the database."""
        if value is None or connection.vendor == "postgresql":
            return value
        return int(Decimal(value).scaleb(self.scale))


class Customer(models.Model):  # noqa: DJ008 - nobody sees it
    """A linked record."""

    level = models.TextField(null=True)
    credit = ExactDecimalField(null=True, scale=4)

    class Meta:
        apps = apps
        app_label = "expression_world"


class Thing(models.Model):  # noqa: DJ008 - nobody sees it
    """A record."""

    n1 = ExactDecimalField(null=True, scale=4)
    n2 = ExactDecimalField(null=True, scale=4)
    whole = models.BigIntegerField(null=True)
    zero = ExactDecimalField(null=True, scale=2)
    s1 = models.TextField(null=True)
    s2 = models.TextField(null=True)
    b1 = models.BooleanField(null=True)
    b2 = models.BooleanField(null=True)
    day1 = models.DateField(null=True)
    day2 = models.DateField(null=True)
    at1 = models.DateTimeField(null=True)
    at2 = models.DateTimeField(null=True)
    span = models.DurationField(null=True)
    tags = models.JSONField(null=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.DO_NOTHING)

    class Meta:
        apps = apps
        app_label = "expression_world"


class Line(models.Model):  # noqa: DJ008 - nobody sees it
    """A row of a record."""

    parent = models.ForeignKey(Thing, on_delete=models.DO_NOTHING, related_name="lines")
    position = models.IntegerField()
    amount = ExactDecimalField(null=True, scale=4)
    kind = models.TextField(null=True)
    at = models.DateTimeField(null=True)
    day = models.DateField(null=True)
    done = models.BooleanField(null=True)

    class Meta:
        apps = apps
        app_label = "expression_world"
        ordering = ["position"]


TABLES = (Customer, Thing, Line)
CUSTOMER = Record({"id": Number, "level": Text, "credit": Number}, name="customer")
LINE = Record({"amount": Number, "kind": Text, "at": DateTime, "day": Date, "done": Boolean}, name="line")
PERSON = Record({"id": Number, "name": Text, "roles": ListOf(Text), "favourite": CUSTOMER}, name="person")
SCHEMA = Schema(
    {
        "n1": Number,
        "n2": Number,
        "whole": Number,
        "zero": NumberOrZero,
        "s1": Text,
        "s2": Text,
        "b1": Boolean,
        "b2": Boolean,
        "day1": Date,
        "day2": Date,
        "at1": DateTime,
        "at2": DateTime,
        "span": Duration,
        "tags": ListOf(Text),
        "customer": CUSTOMER,
        "items": Lines(LINE),
        "me": PERSON,
        "chosen": ListOf(Reference),
    }
)
ME = {"id": 7, "name": "Ada", "roles": ["boss", "a"], "favourite": 2}

TEXTS = [None, "", "a", "A", "b", "abc", "ABC", "aXb", "Äb", "ß", "é", "e\u0301", "你好", "😀x", "\uffeex", "ﬀ", " a "]
TEXTS += ["a\nb", "a\n", "12", "-3.5", "12.", "%_", "it's", "İ", "ΑΣ", "a\\b", "\t", "007", "zz", "Z", "boss"]
NUMBERS = [None, "0", "1", "-1", "2", "3", "7", "10", "0.5", "-0.5", "2.5", "-2.5", "100", "1000", "999.99", "0.0001"]
NUMBERS += ["-0.0001", "123456789.1234", "-98765432.5", "0.3333", "1.0050", "86400"]
MOMENTS = [
    None,
    "2024-03-10T06:59:59.999999",
    "2024-03-10T07:00:00",
    "2024-03-10T12:30:00",
    "2024-11-03T05:30:00",
    "2024-11-03T06:30:00",
    "2024-02-29T15:59:59",
    "2024-02-29T16:00:00",
    "2024-01-31T00:00:00",
    "2023-12-31T23:59:59.123456",
    "1999-12-31T16:00:00",
    "2030-06-15T08:00:00",
    "1970-01-01T00:00:00",
]
DAYS = [None, "2024-01-31", "2024-02-29", "2024-03-01", "2023-02-28", "2024-12-31", "2024-03-10", "2024-11-03"]


class LineColumns:
    """Finds the fields of a row."""

    def column(self, path):
        """Return the column."""
        return Column(F("__".join(path)))

    def rows(self, path):
        """Rows have no rows."""
        raise AssertionError(path)


class Columns:
    """Finds the fields of a record."""

    def column(self, path):
        """Return the column, or what is known of the one who asks."""
        if path[0] == "me":
            value: Any = ME
            for name in path[1:]:
                value = value[name]
            return Constant(value["id"] if isinstance(value, dict) else value)
        if path == ("chosen",):
            return Constant([2, 3])
        if path == ("customer",):
            return Column(F("customer_id"), "integer")
        if path == ("customer", "id"):
            return Column(F("customer_id"), "integer")
        return Column(F("__".join(path)), "integer" if path == ("whole",) else "")

    def rows(self, path):
        """Return the lines."""
        assert path == ("items",)
        return Rows(Line._default_manager.filter(parent_id=OuterRef("pk")), LineColumns())


def make_records(count: int, seed: int) -> list[dict[str, Any]]:
    """Return records full of values that are easy to get wrong."""
    rnd = random.Random(seed)

    def number(places: int = 4) -> Decimal | None:
        if rnd.random() < 0.7:
            value = rnd.choice(NUMBERS)
            return None if value is None else round(Decimal(value), places)
        return Decimal(rnd.randint(-(10 ** rnd.randint(1, 12)), 10**9)).scaleb(-rnd.randint(0, places))

    def text() -> str | None:
        if rnd.random() < 0.8:
            return rnd.choice(TEXTS)
        return "".join(rnd.choice("abAB 1é你😀") for _ in range(rnd.randint(1, 6)))

    def moment() -> dt.datetime | None:
        value = rnd.choice(MOMENTS)
        return value and dt.datetime.fromisoformat(value).replace(tzinfo=UTC)

    def day() -> dt.date | None:
        value = rnd.choice(DAYS)
        return value and dt.date.fromisoformat(value)

    def line() -> dict[str, Any]:
        done = rnd.choice([None, True, False])
        return {"amount": number(), "kind": text(), "at": moment(), "day": day(), "done": done}

    customers = [{"id": i, "level": text(), "credit": number()} for i in range(1, 7)]
    return [
        {
            "n1": number(),
            "n2": number(),
            "whole": rnd.choice([None, 0, 1, -1, 2, 5, 1000, 2147483647, 999999999999999]),
            "zero": number(2),
            "s1": text(),
            "s2": text(),
            "b1": rnd.choice([None, True, False]),
            "b2": rnd.choice([None, True, False]),
            "day1": day(),
            "day2": day(),
            "at1": moment(),
            "at2": moment(),
            "span": rnd.choice([None, *(dt.timedelta(seconds=s) for s in (0, 1.5, -3600, 86400, 31536000))]),
            "tags": rnd.choice([None, [], ["vip"], ["a", "b"], ["a", ""]]),
            "customer": rnd.choice([None, *customers]),
            "items": [line() for _ in range(rnd.choice([0, 0, 1, 2, 3, 4]))],
            "me": {**ME, "favourite": customers[1]},
            "chosen": [2, 3],
        }
        for _ in range(count)
    ]


@contextmanager
def stored(records: list[dict[str, Any]]) -> Iterator[None]:
    """Have tables that hold the records."""
    with connection.schema_editor() as editor:
        for model in TABLES:
            editor.create_model(model)
    try:
        for number, record in enumerate(records, start=1):
            _store(number, record)
        yield
    finally:
        with connection.schema_editor() as editor:
            for model in reversed(TABLES):
                editor.delete_model(model)


def _store(number: int, record: dict[str, Any]) -> None:
    values = {key: value for key, value in record.items() if key not in ("items", "customer", "me", "chosen")}
    customer = record["customer"]
    if customer:
        Customer(**customer).save()
    Thing(pk=number, customer_id=customer and customer["id"], **values).save(force_insert=True)
    for position, line in enumerate(record["items"]):
        Line(parent_id=number, position=position, **line).save(force_insert=True)


def things() -> models.QuerySet[Thing]:
    """Return every record, in order."""
    return Thing._default_manager.order_by("pk")
