"""The Python back end: a tree of closures that evaluates one record."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from builder.functions import known_functions

from . import moments, numbers, patterns
from .env import Env
from .tree import Node, Path
from .values import LOADERS, Loader

Context = Mapping[str, Any]
# The third argument is the row a function over rows has reached.
Evaluator = Callable[[Context, Env, Any], Any]


def compiled(node: Node) -> Evaluator:
    """Return the closure that evaluates the node."""
    return COMPILERS[node.op](node)


def walk(value: Any, path: Path) -> Any:
    """Return what stands at the end of the path, blank where a part is missing."""
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def _constant(node: Node) -> Evaluator:
    value = node.value
    return lambda context, env, row: value


def _field(node: Node) -> Evaluator:
    path = node.value
    if node.type.kind == "list":
        return lambda context, env, row: walk(context, path)
    load = LOADERS[node.type.kind]
    if len(path) == 1:
        return _plain_field(path[0], node.type.kind, load)
    return lambda context, env, row: load(walk(context, path), env)


def _plain_field(name: str, kind: str, load: Loader) -> Evaluator:
    if kind == "text":

        def text(context: Context, env: Env, row: Any) -> Any:
            value = context.get(name)
            return value if value is None or type(value) is str else load(value, env)

        return text
    if kind == "number":

        def number(context: Context, env: Env, row: Any) -> Any:
            value = context.get(name)
            return None if value is None else numbers.load(value)

        return number
    return lambda context, env, row: load(context.get(name), env)


def _row(node: Node) -> Evaluator:
    path = node.value
    if node.type.kind == "list":
        return lambda context, env, row: walk(row, path)
    load = LOADERS[node.type.kind]
    return lambda context, env, row: load(walk(row, path), env)


def _argument(node: Node) -> Evaluator:
    """Return an argument that was brought along, in place of the row."""
    place = node.value
    return lambda context, env, row: row[place]


def _wall(node: Node) -> Evaluator:
    value = node.value
    return lambda context, env, row: moments.from_local(value, env.zone)


def _moment(node: Node) -> Evaluator:
    inner = compiled(node.args[0])

    def moment(context: Context, env: Env, row: Any) -> Any:
        day = inner(context, env, row)
        return None if day is None else moments.midnight(day, env.zone)

    return moment


def _truthy(node: Node) -> Evaluator:
    inner = compiled(node.args[0])
    if node.args[0].type.kind in ("text", "number", "duration"):
        return lambda context, env, row: bool(inner(context, env, row))
    return lambda context, env, row: inner(context, env, row) is not None


def _and(node: Node) -> Evaluator:
    parts = [compiled(arg) for arg in node.args]
    if len(parts) == 2:
        first, second = parts
        return lambda context, env, row: bool(first(context, env, row) and second(context, env, row))

    def conjunction(context: Context, env: Env, row: Any) -> bool:
        return all(part(context, env, row) for part in parts)

    return conjunction


def _or(node: Node) -> Evaluator:
    parts = [compiled(arg) for arg in node.args]

    def disjunction(context: Context, env: Env, row: Any) -> bool:
        return any(part(context, env, row) for part in parts)

    return disjunction


def _not(node: Node) -> Evaluator:
    inner = compiled(node.args[0])
    return lambda context, env, row: not inner(context, env, row)


def _equal(node: Node) -> Evaluator:
    left, right = (compiled(arg) for arg in node.args)
    if node.args[1].op == "lit":
        value = node.args[1].value
        return lambda context, env, row: left(context, env, row) == value
    return lambda context, env, row: left(context, env, row) == right(context, env, row)


def _different(node: Node) -> Evaluator:
    left, right = (compiled(arg) for arg in node.args)
    if node.args[1].op == "lit":
        value = node.args[1].value
        return lambda context, env, row: left(context, env, row) != value
    return lambda context, env, row: left(context, env, row) != right(context, env, row)


def _ordered(
    against_known: Callable[[Evaluator, Any], Evaluator], compare: Callable[[Any, Any], bool]
) -> Callable[[Node], Evaluator]:
    """Return the compiler of an ordered comparison, which is false when a side is blank."""

    def compiler(node: Node) -> Evaluator:
        left, right = (compiled(arg) for arg in node.args)
        if node.args[1].op == "lit" and node.args[1].value is not None:
            return against_known(left, node.args[1].value)

        def comparison(context: Context, env: Env, row: Any) -> bool:
            a = left(context, env, row)
            if a is None:
                return False
            b = right(context, env, row)
            return b is not None and compare(a, b)

        return comparison

    return compiler


def _less_than(left: Evaluator, known: Any) -> Evaluator:
    return lambda context, env, row: (a := left(context, env, row)) is not None and a < known


def _at_most(left: Evaluator, known: Any) -> Evaluator:
    return lambda context, env, row: (a := left(context, env, row)) is not None and a <= known


def _more_than(left: Evaluator, known: Any) -> Evaluator:
    return lambda context, env, row: (a := left(context, env, row)) is not None and a > known


def _at_least(left: Evaluator, known: Any) -> Evaluator:
    return lambda context, env, row: (a := left(context, env, row)) is not None and a >= known


def _strict(operation: Callable[[Any, Any], Any]) -> Callable[[Node], Evaluator]:
    """Return the compiler of an operation on two values that is blank when one of them is."""

    def compiler(node: Node) -> Evaluator:
        left, right = (compiled(arg) for arg in node.args)

        def calculation(context: Context, env: Env, row: Any) -> Any:
            a = left(context, env, row)
            if a is None:
                return None
            b = right(context, env, row)
            return None if b is None else operation(a, b)

        return calculation

    return compiler


def _in_calendar(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return the operation giving blank instead of failing beyond the calendar's ends."""

    def bounded(a: Any, b: Any) -> Any:
        try:
            return operation(a, b)
        except OverflowError:
            return None

    return bounded


def _shift(sign: int) -> Callable[[Any, Any], Any]:
    def shifted(day: dt.date, days: Decimal) -> dt.date | None:
        return moments.add_days(day, sign * int(days)) if abs(days.adjusted()) < 9 or not days else None

    return shifted


def _power(node: Node) -> Evaluator:
    inner, exponent = compiled(node.args[0]), node.value

    def power(context: Context, env: Env, row: Any) -> Any:
        base = inner(context, env, row)
        return None if base is None else numbers.power(base, exponent)

    return power


def _negated(node: Node) -> Evaluator:
    inner = compiled(node.args[0])

    def negated(context: Context, env: Env, row: Any) -> Any:
        value = inner(context, env, row)
        if value is None:
            return None
        # Unary minus would round to the 28 digits of the thread's context.
        return value.copy_negate() if type(value) is Decimal else -value

    return negated


def _choice(node: Node) -> Evaluator:
    test, yes, no = (compiled(arg) for arg in node.args)
    return lambda context, env, row: yes(context, env, row) if test(context, env, row) else no(context, env, row)


def _coalesce(node: Node) -> Evaluator:
    first, second = (compiled(arg) for arg in node.args)

    def coalesce(context: Context, env: Env, row: Any) -> Any:
        value = first(context, env, row)
        return second(context, env, row) if value is None else value

    return coalesce


def _member(node: Node) -> Evaluator:
    inner, values = compiled(node.args[0]), frozenset(node.value)
    return lambda context, env, row: inner(context, env, row) in values


def _has(node: Node) -> Evaluator:
    container, member = (compiled(arg) for arg in node.args)
    load = LOADERS[node.args[0].type.item.kind]  # type: ignore[union-attr]  # the checker lets only lists through

    def has(context: Context, env: Env, row: Any) -> bool:
        wanted = member(context, env, row)
        values = container(context, env, row)
        return wanted is not None and any(load(value, env) == wanted for value in values or ())

    return has


def _match(node: Node) -> Evaluator:
    inner, found = compiled(node.args[0]), patterns.matcher(*node.value)

    def match(context: Context, env: Env, row: Any) -> bool:
        text = inner(context, env, row)
        return text is not None and found(text)

    return match


def _function(node: Node) -> Evaluator:
    function = known_functions()[node.value]
    run, args = function.run, [compiled(arg) for arg in node.args]
    if not function.strict:
        return lambda context, env, row: run(env, *[arg(context, env, row) for arg in args])
    otherwise = False if node.type.kind == "boolean" else None

    def call(context: Context, env: Env, row: Any) -> Any:
        values = []
        for arg in args:
            value = arg(context, env, row)
            if value is None:
                return otherwise
            values.append(value)
        return run(env, *values)

    return call


def _rows(node: Node) -> Evaluator:
    name, path = node.value
    element = compiled(node.args[0])
    test = compiled(node.args[1]) if len(node.args) > 1 else None
    total = AGGREGATES[name]

    def aggregate(context: Context, env: Env, row: Any) -> Any:
        values = [
            element(context, env, line)
            for line in walk(context, path) or ()
            if test is None or test(context, env, line)
        ]
        return total([value for value in values if value is not None])

    return aggregate


def total(values: list[Decimal]) -> Decimal:
    """Return the exact sum; nothing adds up to 0."""
    result = numbers.ZERO
    for value in values:
        result = numbers.add(result, value)
    return result


def mean(values: list[Decimal]) -> Decimal | None:
    """Return the average, blank of nothing."""
    return numbers.divide(total(values), Decimal(len(values))) if values else None


AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": total,
    "AVERAGE": mean,
    "COUNT": lambda values: Decimal(len(values)),
    "MIN": lambda values: min(values, default=None),
    "MAX": lambda values: max(values, default=None),
    "FIRST": lambda values: values[0] if values else None,
    "LAST": lambda values: values[-1] if values else None,
    "JOIN": lambda values: ", ".join(values) if values else None,
}

COMPILERS: dict[str, Callable[[Node], Evaluator]] = {
    "lit": _constant,
    "field": _field,
    "row": _row,
    "arg": _argument,
    "wall": _wall,
    "moment": _moment,
    "now": lambda node: lambda context, env, row: env.now,
    "today": lambda node: lambda context, env, row: env.today,
    "truthy": _truthy,
    "and": _and,
    "or": _or,
    "not": _not,
    "eq": _equal,
    "ne": _different,
    "lt": _ordered(_less_than, operator.lt),
    "le": _ordered(_at_most, operator.le),
    "gt": _ordered(_more_than, operator.gt),
    "ge": _ordered(_at_least, operator.ge),
    "add": _strict(numbers.add),
    "sub": _strict(numbers.subtract),
    "mul": _strict(numbers.multiply),
    "div": _strict(numbers.divide),
    "fdiv": _strict(numbers.whole_divide),
    "mod": _strict(numbers.remainder),
    "pow": _power,
    "neg": _negated,
    "concat": _strict(lambda a, b: a + b),
    "date_add": _strict(_shift(1)),
    "date_sub": _strict(_shift(-1)),
    "date_diff": _strict(lambda a, b: Decimal((a - b).days)),
    "moment_add": _strict(_in_calendar(lambda a, b: a + b)),
    "moment_sub": _strict(_in_calendar(lambda a, b: a - b)),
    "moment_diff": _strict(lambda a, b: a - b),
    "duration_add": _strict(_in_calendar(lambda a, b: a + b)),
    "duration_sub": _strict(_in_calendar(lambda a, b: a - b)),
    "if": _choice,
    "coalesce": _coalesce,
    "in": _member,
    "has": _has,
    "match": _match,
    "fn": _function,
    "agg": _rows,
}
