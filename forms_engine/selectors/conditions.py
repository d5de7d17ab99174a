"""Filters as trees of conditions, the way the visual builder writes them, turned into SQL.

A tree is `{"all": [...]}`, `{"any": [...]}`, `{"not": ...}` or a condition `{"field", "op", "value"}`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from forms_engine.fields.base import read_decimal

from .periods import period_of

if TYPE_CHECKING:
    from .scope import FilterScope

DEEPEST = 8
MOST = 200
LONGEST_LIST = 1000
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Operand:
    """The column a condition is about, and how values are compared with it."""

    lookup: str
    kind: str
    target: str
    scope: FilterScope

    def read(self, value: Any) -> Any:
        """Return a value of a condition as the column holds it.

        Raises:
            ValueError: it does not fit the column.
        """
        if value == "me" and self.target in ("member", "department"):
            actor = self.scope.actor
            return actor.pk if self.target == "member" else actor.department_id
        return _READERS[self.kind](value)

    def has(self, operator: str, value: Any) -> Q:
        """Return one comparison."""
        return Q(**{f"{self.lookup}__{operator}" if operator else self.lookup: value})


def _read_decimal(value: Any) -> Any:
    number = read_decimal(value)
    if number is None:
        raise ValueError(value)
    return number


def _read_integer(value: Any) -> int:
    number = int(_read_decimal(value))
    if abs(number) >= 2**63:
        raise ValueError(value)
    return number


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


def _read_day(value: Any) -> dt.date:
    return dt.date.fromisoformat(_read_text(value)[:10])


def _read_moment(value: Any) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_read_text(value))
    return timezone.make_aware(moment) if moment.tzinfo is None else moment


_READERS: dict[str, Callable[[Any], Any]] = {
    "decimal": _read_decimal,
    "integer": _read_integer,
    "reference": _read_integer,
    "text": _read_text,
    "json": _read_text,
    "boolean": _read_flag,
    "date": _read_day,
    "datetime": _read_moment,
}


class HasItem(Func):
    """True when a stored list holds a text."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, column: Any, item: Any) -> None:
        super().__init__(column, item if hasattr(item, "resolve_expression") else Value(item))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        """Return the condition the index of lists answers."""
        del connection, extra
        column, item = self.get_source_expressions()
        sql, params = compiler.compile(column)
        return f"({sql} @> %s::jsonb)", [*params, orjson.dumps([item.value]).decode()]

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        """Return the condition over the list's items."""
        del connection, extra
        column, item = self.get_source_expressions()
        sql, params = compiler.compile(column)
        found = f"EXISTS (SELECT 1 FROM json_each({sql}) WHERE value = %s)"  # noqa: S608 - compiled column
        return found, [*params, item.value]


def compile_tree(scope: FilterScope, tree: Any, path: str = "filter") -> Q:
    """Return the tree as a condition of the database.

    Raises:
        Invalid: it is no tree of conditions, or names what the actor may not see.
    """
    return _Tree(scope).node(tree, path, 0)


class _Tree:
    def __init__(self, scope: FilterScope) -> None:
        self.scope = scope
        self.count = 0

    def node(self, tree: Any, path: str, depth: int) -> Q:
        self.count += 1
        if depth > DEEPEST or self.count > MOST:
            raise Invalid(problems=[Problem(path, "too_large", _("The filter is too large."))])
        if not isinstance(tree, Mapping):
            raise Invalid(problems=[Problem(path, "type", _("This is no filter."))])
        for name, combine in (("all", Q.AND), ("any", Q.OR)):
            if name in tree and isinstance(tree[name], list):
                parts = [self.node(one, f"{path}.{name}.{i}", depth + 1) for i, one in enumerate(tree[name])]
                return Q(*parts, _connector=combine) if parts else Q()
        if "not" in tree:
            return ~self.node(tree["not"], f"{path}.not", depth + 1)
        return self.condition(tree, path)

    def condition(self, tree: Mapping[str, Any], path: str) -> Q:
        operator = OPERATORS.get(str(tree.get("op", "eq")))
        if operator is None:
            raise Invalid(problems=[Problem(f"{path}.op", "unknown_operator", _("There is no such comparison."))])
        name = tree.get("field")
        found = self.scope.resolve(name if isinstance(name, str) else "", f"{path}.field")
        operand = Operand(found.lookup, found.kind, found.target, self.scope)
        try:
            condition = operator(operand, tree.get("value"))
        except (ValueError, TypeError, OverflowError, KeyError):
            message = _("This value cannot be compared with the field.")
            raise Invalid(problems=[Problem(f"{path}.value", "type", message)]) from None
        if found.rows is None:
            return condition
        rows = found.rows.filter(parent_id=OuterRef("pk"))
        if found.lookup == "id":
            return ~Q(Exists(rows)) if tree.get("op") == "is_empty" else Q(Exists(rows))
        return Q(Exists(rows.filter(condition)))


def _equals(operand: Operand, value: Any) -> Q:
    return operand.has("isnull", True) if value is None else operand.has("", operand.read(value))


def _contains(operand: Operand, value: Any) -> Q:
    return operand.has("icontains", _read_text(value))


def _compares(operator: str) -> Callable[[Operand, Any], Q]:
    return lambda operand, value: operand.has(operator, operand.read(value))


def _between(operand: Operand, value: Any) -> Q:
    low, high = value
    condition = Q()
    if low is not None:
        condition &= operand.has("gte", operand.read(low))
    if high is not None:
        upper = operand.read(high)
        whole_day = operand.kind == "datetime" and isinstance(high, str) and len(high) == 10
        condition &= operand.has("lt", upper + DAY) if whole_day else operand.has("lte", upper)
    return condition


def _one_of(operand: Operand, value: Any) -> Q:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise ValueError(value)
    condition = operand.has("in", [operand.read(one) for one in value if one is not None])
    return condition | operand.has("isnull", True) if None in value else condition


def _relative(operand: Operand, value: Any) -> Q:
    start, end = period_of(_read_text(value), operand.scope.env.today)
    if operand.kind == "datetime":
        zone = operand.scope.env.zone
        moments = [dt.datetime.combine(day, dt.time(), zone) for day in (start, end)]
        return operand.has("gte", moments[0]) & operand.has("lt", moments[1])
    return operand.has("gte", start) & operand.has("lt", end)


def _holds(operand: Operand, value: Any) -> Q:
    if operand.kind != "json":
        raise ValueError(value)
    return operand.has("isnull", False) & Q(HasItem(F(operand.lookup), _read_text(value)))


def _negated(condition: Callable[[Operand, Any], Q]) -> Callable[[Operand, Any], Q]:
    # Django's negation keeps the rows where the column is blank, as the expression language does.
    return lambda operand, value: ~condition(operand, value)


def _holds_not(operand: Operand, value: Any) -> Q:
    return operand.has("isnull", True) | ~Q(HasItem(F(operand.lookup), _read_text(value)))


OPERATORS: dict[str, Callable[[Operand, Any], Q]] = {
    "eq": _equals,
    "ne": _negated(_equals),
    "lt": _compares("lt"),
    "le": _compares("lte"),
    "gt": _compares("gt"),
    "ge": _compares("gte"),
    "between": _between,
    "in": _one_of,
    "not_in": _negated(_one_of),
    "contains": _contains,
    "not_contains": _negated(_contains),
    "starts_with": lambda operand, value: operand.has("istartswith", _read_text(value)),
    "relative": _relative,
    "has": _holds,
    "has_not": _holds_not,
    "is_true": lambda operand, _value: operand.has("", True),
    "is_not_true": lambda operand, _value: ~operand.has("", True),
    "is_empty": lambda operand, _value: operand.has("isnull", True),
    "is_not_empty": lambda operand, _value: operand.has("isnull", False),
}
