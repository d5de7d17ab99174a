"""Values at the border: what a record holds, and what JSON carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from . import moments, numbers
from .env import Env
from .types import Type

Loader = Callable[[Any, Env], Any]


def load_text(value: Any, env: Env) -> str | None:
    """Return a text; an empty one is a text too, blank only where forms made it so."""
    return value if type(value) is str or value is None else str(value)


def load_number(value: Any, env: Env) -> Decimal | None:
    """Return a number."""
    return None if value is None else numbers.load(value)


def load_boolean(value: Any, env: Env) -> bool | None:
    """Return yes or no, or blank."""
    return None if value is None else bool(value)


def load_date(value: Any, env: Env) -> dt.date | None:
    """Return a day; a moment gives the day in the workspace's zone."""
    if isinstance(value, str):
        value = _parsed(dt.date, value[:10])
    if isinstance(value, dt.datetime):
        return moments.to_local(value, env.zone).date() if value.tzinfo else value.date()
    return value if isinstance(value, dt.date) else None


def load_moment(value: Any, env: Env) -> dt.datetime | None:
    """Return a moment in UTC; a wall time is taken in the workspace's zone."""
    if isinstance(value, str):
        value = _parsed(dt.datetime, value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC) if value.tzinfo else moments.from_local(value, env.zone)
    return moments.midnight(value, env.zone) if isinstance(value, dt.date) else None


def load_duration(value: Any, env: Env) -> dt.timedelta | None:
    """Return a duration; a number is taken as seconds."""
    if isinstance(value, dt.timedelta):
        return value
    seconds = None if value is None else numbers.load(value)
    return None if seconds is None else dt.timedelta(microseconds=int(seconds.scaleb(6)))


def load_reference(value: Any, env: Env) -> int | None:
    """Return the id of a record, given the record or its id."""
    if type(value) is int or value is None:
        return value
    if isinstance(value, Mapping):
        return load_reference(value.get("id"), env)
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _parsed(kind: Any, text: str) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


LOADERS: dict[str, Loader] = {
    "text": load_text,
    "number": load_number,
    "boolean": load_boolean,
    "date": load_date,
    "datetime": load_moment,
    "duration": load_duration,
    "reference": load_reference,
    "blank": lambda value, env: None,
}


def dump(value: Any, kind: str) -> Any:
    """Return a value as JSON carries it: numbers as decimal text, moments and durations as whole microseconds."""
    if value is None or kind in ("text", "boolean", "blank"):
        return value
    if kind == "number":
        return numbers.text(value)
    if kind == "datetime":
        return str(moments.instant(value))
    if kind == "duration":
        return str(moments.microseconds(value))
    return str(value)


def undump(value: Any, kind: str) -> Any:
    """Return the value JSON carried."""
    if value is None or kind in ("text", "boolean", "blank"):
        return value
    if kind == "datetime":
        return moments.EPOCH + dt.timedelta(microseconds=int(value))
    if kind == "duration":
        return dt.timedelta(microseconds=int(value))
    if kind == "date":
        return dt.date.fromisoformat(value)
    return Decimal(value) if kind == "number" else int(value)


def kind_of(type_: Type) -> str:
    """Return the kind of a value; lists have the kind of their items after a colon."""
    item = getattr(type_, "item", None)
    return f"list:{item.kind}" if item is not None else type_.kind
