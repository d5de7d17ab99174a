"""Text patterns that mean the same everywhere: a portable part of regular expressions.

A pattern is read by Python's own parser, checked, and written again in a form PostgreSQL and RE2 understand alike:
ASCII classes written out, `.` any character but a line break, `$` the very end. The browser runs the steps of a small
machine that never goes back, so no pattern can hang it.
"""

from __future__ import annotations

import functools
import re
import re._constants as constants  # type: ignore[import-not-found]  # not in typeshed
import re._parser as parser  # type: ignore[import-not-found]  # not in typeshed
from collections.abc import Callable
from typing import Any

import re2

from . import limits
from .errors import ExpressionError, Span
from .errors import gettext_noop as _

RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "DIGIT": ((48, 57),),
    "WORD": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "SPACE": ((9, 13), (32, 32)),
}
CLASSES = {"DIGIT": "0-9", "WORD": "0-9A-Za-z_", "SPACE": "\\t\\n\\v\\f\\r "}
SPECIAL = frozenset("\\^$.*+?()[]{}|/")
ESCAPES = {"\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r"}

Step = list[Any]


class PatternError(Exception):
    """The pattern uses something that is not portable."""


def check(pattern: str, span: Span | None = None) -> None:
    """Refuse a pattern that would not mean the same everywhere.

    Raises:
        ExpressionError: the pattern cannot be used.
    """
    try:
        canonical(pattern)
        machine(pattern)
        re2.compile(canonical(pattern))
    except PatternError as error:
        template = _("This pattern cannot be used: %(reason)s.")
        raise ExpressionError("pattern", template, span, params={"reason": str(error)}) from None
    except re2.error:
        raise ExpressionError("pattern", _("This pattern is too large."), span) from None


@functools.lru_cache(maxsize=1_000)
def matcher(pattern: str, anchored: bool) -> Callable[[str], bool]:
    """Return the test for a pattern, from the text's start or anywhere in it."""
    source = canonical(pattern)
    compiled = re2.compile(f"^(?:{source})" if anchored else source)
    search = compiled.search
    return lambda text: search(text) is not None


@functools.lru_cache(maxsize=1_000)
def canonical(pattern: str) -> str:
    """Return the pattern in the form all databases understand alike."""
    return _write(_parsed(pattern), repeated=False)


def for_postgresql(pattern: str, anchored: bool) -> str:
    """Return the pattern for PostgreSQL's `~`."""
    return f"^(?:{canonical(pattern)})" if anchored else canonical(pattern)


def _parsed(pattern: str) -> Any:
    if len(pattern) > limits.MAX_PATTERN:
        raise PatternError("it is too long")
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(str(error)) from None
    if tree.state.flags & ~re.UNICODE.value:
        raise PatternError("flags are not portable")
    return tree


def _write(items: Any, *, repeated: bool) -> str:
    return "".join(_write_one(str(op), value, repeated) for op, value in items)


def _write_one(op: str, value: Any, repeated: bool) -> str:
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return _write_repeat(value, repeated)
    if op == "BRANCH":
        return "(?:" + "|".join(_write(branch, repeated=repeated) for branch in value[1]) + ")"
    if op == "SUBPATTERN":
        if value[1] or value[2]:
            raise PatternError("flags are not portable")
        return f"(?:{_write(value[3], repeated=repeated)})"
    if op == "AT":
        return _anchor(str(value))
    return _write_character(op, value)


def _write_character(op: str, value: Any) -> str:
    if op == "LITERAL":
        return _character(value)
    if op == "NOT_LITERAL":
        return f"[^{_character(value, in_class=True)}]"
    if op == "ANY":
        return "[^\\n]"
    if op == "IN":
        return _write_class(value)
    raise PatternError(f"{op.lower().replace('_', ' ')} is not portable")


def _anchor(name: str) -> str:
    if name.startswith("AT_BEGINNING"):
        return "^"
    if name.startswith("AT_END"):
        return "$"
    raise PatternError("word boundaries are not portable")


def _write_repeat(value: Any, repeated: bool) -> str:
    low, high, body = value
    endless = high is constants.MAXREPEAT
    if endless and repeated:
        raise PatternError("a repetition inside a repetition can take forever")
    if low > limits.MAX_REPEAT or (not endless and high > limits.MAX_REPEAT):
        raise PatternError(f"more than {limits.MAX_REPEAT} repetitions")
    inner = _write(body, repeated=repeated or endless or high > 1)
    suffix = {0: "*", 1: "+"}.get(low, f"{{{low},}}") if endless else f"{{{low},{high}}}"
    return f"(?:{inner}){suffix}"


def _character(code: int, *, in_class: bool = False) -> str:
    character = chr(code)
    if character in ESCAPES:
        return ESCAPES[character]
    if code < 32 or code == 127 or 0xD800 <= code <= 0xDFFF:
        raise PatternError("control characters are not portable")
    if in_class:
        return "\\" + character if character in "\\]^-[" else character
    return "\\" + character if character in SPECIAL else character


def _write_class(value: Any) -> str:
    negated = False
    parts: list[str] = []
    excluded: list[str] = []
    for op, item in value:
        name = str(op)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            parts.append(_character(item, in_class=True))
        elif name == "RANGE":
            parts.append(f"{_character(item[0], in_class=True)}-{_character(item[1], in_class=True)}")
        else:
            category, outside = _category(str(item))
            (excluded if outside else parts).append(CLASSES[category])
    if excluded:
        if parts or len(excluded) > 1:
            raise PatternError("\\D, \\W or \\S inside a larger [...] is not portable")
        return f"[{'' if negated else '^'}{excluded[0]}]"
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _category(name: str) -> tuple[str, bool]:
    plain = name.removeprefix("CATEGORY_")
    outside = plain.startswith("NOT_")
    plain = plain.removeprefix("NOT_")
    if plain not in CLASSES:
        raise PatternError("this class of characters is not portable")
    return plain, outside


@functools.lru_cache(maxsize=1_000)
def machine(pattern: str) -> list[Step]:
    """Return the pattern as steps of a machine that reads each character once.

    Steps: `["c", outside, [low, high, ...]]` one character, `["s", a, b]` go on at both, `["^"]`, `["$"]`,
    `["m"]` found.
    """
    steps: list[Step] = []
    _compile(_parsed(pattern), steps)
    steps.append(["m"])
    return steps


def _compile(items: Any, steps: list[Step]) -> None:
    for op, value in items:
        _compile_one(str(op), value, steps)
        if len(steps) > limits.MAX_PATTERN_SIZE:
            raise PatternError("its repetitions multiply to too many")


def _compile_one(op: str, value: Any, steps: list[Step]) -> None:
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        _compile_repeat(value, steps)
    elif op == "BRANCH":
        _compile_branch(value[1], steps)
    elif op == "SUBPATTERN":
        _compile(value[3], steps)
    elif op == "AT":
        steps.append([_anchor(str(value))])
    else:
        steps.append(["c", *_ranges(op, value)])


def _compile_repeat(value: Any, steps: list[Step]) -> None:
    low, high, body = value
    for _unused in range(low):
        _compile(body, steps)
    if high is constants.MAXREPEAT:
        start = len(steps)
        steps.append(["s", start + 1, 0])
        _compile(body, steps)
        steps.append(["s", start, start])
        steps[start][2] = len(steps)
        return
    splits = []
    for _unused in range(high - low):
        splits.append(len(steps))
        steps.append(["s", len(steps) + 1, 0])
        _compile(body, steps)
    for split in splits:
        steps[split][2] = len(steps)


def _compile_branch(branches: list[Any], steps: list[Step]) -> None:
    ends = []
    for branch in branches[:-1]:
        split = len(steps)
        steps.append(["s", split + 1, 0])
        _compile(branch, steps)
        ends.append(len(steps))
        steps.append(["s", 0, 0])
        steps[split][2] = len(steps)
    _compile(branches[-1], steps)
    for end in ends:
        steps[end][1] = steps[end][2] = len(steps)


def _ranges(op: str, value: Any) -> tuple[bool, list[int]]:
    if op == "ANY":
        return True, [10, 10]
    if op in ("LITERAL", "NOT_LITERAL"):
        return op == "NOT_LITERAL", [value, value]
    outside, found = False, []
    for name, item in value:
        if str(name) == "NEGATE":
            outside = True
        elif str(name) == "LITERAL":
            found += [item, item]
        elif str(name) == "RANGE":
            found += [item[0], item[1]]
        else:
            category, other = _category(str(item))
            outside = outside != other
            found += [bound for pair in RANGES[category] for bound in pair]
    return outside, found
