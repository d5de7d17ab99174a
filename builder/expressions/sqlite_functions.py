"""The functions SQLite calls back in this process: evaluation and exact sums."""

from __future__ import annotations

import datetime as dt
import functools
import json as text_json
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.backends.signals import connection_created

from . import json, moments, numbers, python
from .env import Env
from .values import load_boolean, load_date, load_moment, load_number, load_reference, load_text

MARKER = "expression_functions_of"


def register(connection: Any) -> None:
    """Make the functions known to an open connection."""
    raw = connection.connection
    raw.create_function("mr_eval", -1, evaluate, deterministic=True)
    for name, total in (("sum", python.total), ("average", python.mean), ("min", least), ("max", greatest)):
        raw.create_aggregate(f"mr_{name}", 1, aggregate(total))
    setattr(connection, MARKER, raw)


def ensure(connection: Any) -> None:
    """Make the functions known to a connection that was open before this module was loaded."""
    if connection.connection is not None and getattr(connection, MARKER, None) is not connection.connection:
        register(connection)


def register_new(connection: Any, **kwargs: Any) -> None:
    """Make the functions known to every connection SQLite opens."""
    del kwargs
    if connection.vendor == "sqlite":
        register(connection)


connection_created.connect(register_new, dispatch_uid="builder.expressions.sqlite_functions")


def evaluate(program: str, zone: str, storage: str, *columns: Any) -> Any:
    """Return a program's value for one row."""
    run, loaders, env, dump = prepared(program, zone, storage)
    values = [load(column, env) for load, column in zip(loaders, columns, strict=True)]
    return dump(run({}, env, values))


Prepared = tuple[python.Evaluator, list[Callable[[Any, Env], Any]], Env, Callable[[Any], Any]]


@functools.lru_cache(maxsize=500)
def prepared(program: str, zone: str, storage: str) -> Prepared:
    """Return a program compiled, with how its arguments are read and its value is written."""
    root = json.from_json(text_json.loads(program))
    loaders = [loader(*part.split("/")) for part in storage.split(",") if part]
    # The moment is already part of the program; only the zone is left to know.
    env = Env(moments.EPOCH, ZoneInfo(zone))
    return python.compiled(root), loaders, env, WRITERS.get(root.type.kind, lambda value: value)


def loader(kind: str, scale: str) -> Callable[[Any, Env], Any]:
    """Return how a column of this kind is read."""
    if kind in ("number", "integer") and scale:
        return functools.partial(read_scaled, -int(scale))
    return READERS[kind]


def read_scaled(places: int, value: Any, env: Env) -> Decimal | None:
    """Return a number that is stored multiplied."""
    return None if value is None else Decimal(value).scaleb(places, numbers.EXACT)


def read_moment(value: Any, env: Env) -> dt.datetime | None:
    """Return a moment, stored without a zone and meant in UTC."""
    if value is None:
        return None
    moment = dt.datetime.fromisoformat(value)
    return load_moment(moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC), env)


def read_duration(value: Any, env: Env) -> dt.timedelta | None:
    """Return a duration, stored in microseconds."""
    return None if value is None else dt.timedelta(microseconds=value)


def read_list(value: Any, env: Env) -> Any:
    """Return the values of a list."""
    return text_json.loads(value) if isinstance(value, str) else value


READERS: dict[str, Callable[[Any, Env], Any]] = {
    "text": load_text,
    "number": load_number,
    "integer": load_number,
    "boolean": load_boolean,
    "date": load_date,
    "datetime": read_moment,
    "duration": read_duration,
    "reference": load_reference,
    "list": read_list,
}


def write_number(value: Decimal | None) -> Any:
    """Return a number SQLite can sort and give back exactly: an integer, a float if that loses nothing, or text."""
    if value is None:
        return None
    if value == value.to_integral_value():
        return int(value) if abs(value) < 2**63 else numbers.text(value)
    short = float(value)
    return short if Decimal(repr(short)) == value else numbers.text(value)


def write_moment(value: dt.datetime | None) -> str | None:
    """Return a moment as Django writes them, sortable."""
    return None if value is None else value.replace(tzinfo=None).isoformat(" ")


WRITERS: dict[str, Callable[[Any], Any]] = {
    "number": write_number,
    "boolean": lambda value: None if value is None else int(value),
    "date": lambda value: None if value is None else value.isoformat(),
    "datetime": write_moment,
    "duration": lambda value: None if value is None else moments.microseconds(value),
}


def least(values: list[Decimal]) -> Decimal | None:
    """Return the least number."""
    return min(values, default=None)


def greatest(values: list[Decimal]) -> Decimal | None:
    """Return the greatest number."""
    return max(values, default=None)


def aggregate(total: Callable[[list[Decimal]], Decimal | None]) -> type:
    """Return an aggregate over numbers as SQLite wants it."""

    class OverNumbers:
        """Collects what is not blank."""

        def __init__(self) -> None:
            self.values: list[Decimal] = []

        def step(self, value: Any) -> None:
            number = numbers.load(value) if value is not None else None
            if number is not None:
                self.values.append(number)

        def finalize(self) -> Any:
            return write_number(total(self.values))

    return OverNumbers
