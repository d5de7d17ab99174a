"""Compute formulas, tell which fields are shown, required or locked, and which constraints fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.definitions.languages import in_language
from builder.exceptions import Invalid, Problem, gettext_noop

from .spec import FieldSpec, FormSpec

if TYPE_CHECKING:
    from builder.expressions import Env, Expression

Values = Mapping[str, Any]

_REQUIRED = gettext_noop("This is required.")
_TOO_FEW_ROWS = gettext_noop("Enter at least %(limit)s rows.")
_VIOLATED = gettext_noop("These values do not go together.")


@dataclass(frozen=True)
class Surroundings:
    """What an evaluation knows besides the record's own values.

    `records` holds, for each reference named in `FormSpec.reads` (dotted for columns of sub-tables), what the
    expressions read behind it, by id. `me` is the person who acts, and `system` what the record knows besides its
    fields, such as `number` and `owner`.
    """

    records: Mapping[str, Mapping[Any, Mapping[str, Any]]] = field(default_factory=dict)
    me: Mapping[str, Any] | None = None
    system: Mapping[str, Any] = field(default_factory=dict)


NOTHING_AROUND = Surroundings()


@dataclass(frozen=True)
class FieldState:
    """How a field stands for these values."""

    visible: bool = True
    required: bool = False
    read_only: bool = False


def evaluate(spec: FormSpec, values: Values, env: Env, around: Surroundings = NOTHING_AROUND) -> dict[str, Any]:
    """Return the values with every formula computed, rows of sub-tables included; the given values are not changed."""
    done = dict(values)
    for sub in spec.sub_tables():
        done[sub.key] = [dict(row) for row in values.get(sub.key) or ()] or None
    context = record_context(spec, done, around)
    for step in spec.order:
        if step.field.formula is None:
            continue
        if step.lines:
            _compute_rows(spec, step.lines, step.field, done, context, env)
        else:
            done[step.field.key] = context[step.field.key] = _compute(step.field, context, env)
    return done


def _compute_rows(
    spec: FormSpec, lines: str, column: FieldSpec, done: dict[str, Any], context: dict[str, Any], env: Env
) -> None:
    del spec
    rows = done.get(lines) or ()
    for row, seen in zip(rows, context.get(lines) or (), strict=True):
        row[column.key] = seen[column.key] = _compute(column, {**seen, "parent": context}, env)


def _compute(one: FieldSpec, context: Values, env: Env) -> Any:
    if one.formula is None:
        return None
    return one.kind.settle(one.formula.evaluate(context, env), one.settings)


def record_context(spec: FormSpec, values: Values, around: Surroundings = NOTHING_AROUND) -> dict[str, Any]:
    """Return what expressions see: the values, with the records behind references where something reads them."""
    context = {**around.system, **_behind(spec.fields, values, around, ""), "me": around.me}
    for name in ("created_by", "updated_by", "owner"):
        known = around.records.get(name)
        if known is not None:
            context[name] = known.get(context.get(name), context.get(name))
    for sub in spec.sub_tables():
        columns = sub.lines.fields if sub.lines is not None else {}
        context[sub.key] = [_behind(columns, row, around, f"{sub.key}.") for row in values.get(sub.key) or ()]
    return context


def _behind(fields: Mapping[str, FieldSpec], values: Values, around: Surroundings, prefix: str) -> dict[str, Any]:
    context = {key: values.get(key) for key in fields}
    for key in fields:
        known = around.records.get(prefix + key)
        if known is not None and context[key] is not None:
            context[key] = known.get(context[key], context[key])
    return context


def field_states(
    spec: FormSpec, values: Values, env: Env, around: Surroundings = NOTHING_AROUND
) -> dict[str, FieldState]:
    """Return the state of every field, by its dotted name; columns carry the row: `items.0.amount`.

    `values` must hold computed formulas. A field in a hidden section is hidden, and what is hidden is not required.
    """
    context = record_context(spec, values, around)
    hidden = {
        key
        for section in spec.sections
        if section.visible is not None and not _holds(section.visible, context, env)
        for key in section.fields
    }
    states = {}
    for key, one in spec.fields.items():
        states[key] = _state(one, context, env, shown=key not in hidden)
        if one.lines is not None:
            states.update(_row_states(one, context, env, shown=states[key].visible))
    return states


def _row_states(one: FieldSpec, context: dict[str, Any], env: Env, *, shown: bool) -> dict[str, FieldState]:
    states = {}
    columns = one.lines.fields if one.lines is not None else {}
    for index, row in enumerate(context.get(one.key) or ()):
        seen = {**row, "parent": context, "me": context.get("me")}
        for key, column in columns.items():
            states[f"{one.key}.{index}.{key}"] = _state(column, seen, env, shown=shown)
    return states


def _state(one: FieldSpec, context: Values, env: Env, *, shown: bool) -> FieldState:
    conditions = one.conditions
    visible = shown and (conditions.visible is None or _holds(conditions.visible, context, env))
    required = one.required or (conditions.required is not None and _holds(conditions.required, context, env))
    locked = one.kind.computed or (conditions.read_only is not None and _holds(conditions.read_only, context, env))
    return FieldState(visible=visible, required=visible and required and not one.kind.computed, read_only=locked)


def _holds(expression: Expression, context: Values, env: Env) -> bool:
    return expression.evaluate(context, env) is True


def missing(spec: FormSpec, values: Values, states: Mapping[str, FieldState]) -> list[Problem]:
    """Return a problem for every field that must be filled in and is blank."""
    problems = []
    for path, value in _leaves(spec, values):
        if states[path].required and value is None:
            problems.append(Problem(path, "required", _REQUIRED))
    for sub in spec.sub_tables():
        least = sub.settings.get("min_rows", 0)
        count = len(values.get(sub.key) or ())
        if states[sub.key].visible and count < least and (count or states[sub.key].required):
            problems.append(Problem(sub.key, "min_rows", _TOO_FEW_ROWS, {"limit": least}))
    return problems


def _leaves(spec: FormSpec, values: Values) -> Iterator[tuple[str, Any]]:
    for key, one in spec.fields.items():
        yield key, values.get(key)
        for index, row in enumerate(values.get(key) or ()) if one.lines is not None else ():
            for column in one.lines.fields if one.lines is not None else ():
                yield f"{key}.{index}.{column}", row.get(column)


def violated(
    spec: FormSpec, values: Values, env: Env, around: Surroundings = NOTHING_AROUND, *, language: str = "en"
) -> list[Problem]:
    """Return a problem for every constraint that does not hold, at each field it names."""
    context = record_context(spec, values, around)
    problems = []
    for constraint in spec.constraints:
        if not _holds(constraint.expression, context, env):
            message = in_language(constraint.message, language) or _VIOLATED
            problems += [Problem(path, "constraint", message) for path in constraint.fields or ("",)]
    return problems


def defaults(spec: FormSpec, env: Env, around: Surroundings = NOTHING_AROUND) -> dict[str, Any]:
    """Return the values a new record starts with, formulas included; defaults that do not fit are left out."""
    values: dict[str, Any] = {}
    for key, one in spec.fields.items():
        value = _default(one, {**record_context(spec, values, around)}, env)
        if value is not None:
            values[key] = value
    return evaluate(spec, values, env, around)


def row_defaults(lines: FieldSpec, env: Env, around: Surroundings = NOTHING_AROUND) -> dict[str, Any]:
    """Return the values a new row of a sub-table starts with."""
    context = {"me": around.me}
    columns = lines.lines.fields.values() if lines.lines is not None else ()
    found = {column.key: _default(column, context, env) for column in columns}
    return {key: value for key, value in found.items() if value is not None}


def _default(one: FieldSpec, context: Values, env: Env) -> Any:
    if one.kind.computed:
        return None
    if one.default_expression is not None:
        value = one.default_expression.evaluate(context, env)
        return value.get("id") if isinstance(value, Mapping) else value
    me = context.get("me") or {}
    if one.settings.get("default_me"):
        return me.get("id")
    if one.settings.get("default_mine"):
        department = me.get("department")
        return department.get("id") if isinstance(department, Mapping) else department
    try:
        return one.kind.clean(one.default, one.settings)
    except Invalid:
        return None
