"""What was sent, on its way to becoming a record: masked, cleaned, merged with what is stored, computed and judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from forms_engine.engine.cleaning import clean_values
from forms_engine.engine.evaluating import (
    FieldState,
    Surroundings,
    defaults,
    evaluate,
    field_states,
    missing,
    row_defaults,
    violated,
)

if TYPE_CHECKING:
    from builder.expressions import Env
    from forms_engine.engine import FieldSpec, FormSpec

Values = dict[str, Any]
Masks = Mapping[str, str]
READ_ONLY = _("This field cannot be changed.")
UNKNOWN = _("There is no field %(key)s.")
NO_ROW = _("There is no such row any more.")


@dataclass
class Intake:
    """A record being written; `stored` is None for a new one.

    `claimed` holds sent values of computed fields: they must turn out to be what is stored or computed.
    """

    spec: FormSpec
    stored: Values | None
    values: Values = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    claimed: Values = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def raise_problems(self) -> None:
        """Stop when something is wrong.

        Raises:
            Invalid: something is.
        """
        if self.problems:
            raise Invalid(problems=self.problems)

    def changed(self) -> list[str]:
        """Return the keys of the fields whose value is another one now."""
        before = self.stored or {}
        return [key for key in self.spec.fields if _differs(self.values.get(key), before.get(key))]

    def new_references(self) -> dict[str, dict[Any, list[str]]]:
        """Return what references newly point to, with the places of each, by dotted field name."""
        found: dict[str, dict[Any, list[str]]] = {}
        before = self.stored or {}
        for key in self.sent:
            one = self.spec.fields[key]
            if one.lines is not None:
                known = {row.get("id"): row for row in before.get(key) or ()}
                for index, row in enumerate(self.values.get(key) or ()):
                    for column in _references(one.lines):
                        old = (known.get(row.get("id")) or {}).get(column)
                        _note(found, f"{key}.{column}", f"{key}.{index}.{column}", row.get(column), old)
            elif _is_reference(one):
                _note(found, key, key, self.values.get(key), before.get(key))
        return found

    def new_files(self) -> Iterator[tuple[FieldSpec, list[str]]]:
        """Yield the file fields, columns of sub-tables included, that name files they did not name before."""
        before = self.stored or {}
        for key in self.sent:
            one = self.spec.fields[key]
            columns = one.lines.fields.values() if one.lines is not None else ()
            for part in [one, *columns]:
                if part.type == "file":
                    old, new = (_files(one, part, values.get(key)) for values in (before, self.values))
                    if new - old:
                        yield part, sorted(new - old)


def read_sent(spec: FormSpec, raw: Mapping[str, Any], stored: Values | None, masks: Masks) -> Intake:
    """Return what was sent as Python values, merged with what is stored.

    Problems are collected: unknown or hidden fields, read-only ones, and values that do not fit.
    """
    intake = Intake(spec, stored)
    shown = {key: value for key, value in raw.items() if not _drop_masked(intake, key, value, masks)}
    cleaned = clean_values(spec, shown)
    intake.problems += cleaned.problems
    intake.values = dict(stored or {})
    for key, value in cleaned.values.items():
        one = spec.fields[key]
        if one.kind.computed:
            intake.claimed[key] = value
        elif masks.get(key) == "read":
            if _differs(value, (stored or {}).get(key)):
                intake.problems.append(Problem(key, "read_only", READ_ONLY))
        else:
            intake.sent.add(key)
            intake.values[key] = _merge_rows(intake, one, value or [], masks) if one.lines is not None else value
    return intake


def add_defaults(intake: Intake, env: Env, around: Surroundings) -> None:
    """Fill in what a new record starts with."""
    if not _has_defaults(intake.spec):
        return
    found = defaults(intake.spec, env, around)
    for key, value in found.items():
        if key not in intake.sent and intake.spec.fields[key].lines is None:
            intake.values[key] = value
    for one in intake.spec.sub_tables():
        for row in intake.values.get(one.key) or ():
            if row.get("id") is None:
                for key, value in row_defaults(one, env, around).items():
                    row.setdefault(key, value)


def judge(intake: Intake, env: Env, around: Surroundings) -> None:
    """Compute the formulas, then collect what is required, locked or not allowed in combination."""
    spec = intake.spec
    own = {key: intake.values.get(key) for key in spec.fields}
    done = evaluate(spec, own, env, around)
    intake.values.update(done)
    states = field_states(spec, done, env, around)
    intake.problems += _locked(intake, states)
    intake.problems += _false_claims(intake)
    intake.problems += missing(spec, done, states)
    if not intake.problems:
        intake.problems += violated(spec, done, env, around, language=get_language() or "en")


def _drop_masked(intake: Intake, key: str, value: Any, masks: Masks) -> bool:
    mask = masks.get(key)
    if mask == "hidden":
        intake.problems.append(Problem(key, "unknown_field", UNKNOWN, {"key": key}))
        return True
    if mask == "masked":
        # What a reader got for a masked field is blank; only sending something else is an attempt to change it.
        if value is not None:
            intake.problems.append(Problem(key, "read_only", READ_ONLY))
        return True
    return False


def _merge_rows(intake: Intake, table: FieldSpec, rows: list[Values], masks: Masks) -> list[Values] | None:
    known = {row["id"]: row for row in (intake.stored or {}).get(table.key) or ()}
    merged = []
    for index, row in enumerate(rows):
        before = known.get(row["id"]) if "id" in row else None
        path = f"{table.key}.{index}"
        if "id" in row and before is None:
            intake.problems.append(Problem(f"{path}.id", "no_such_row", NO_ROW))
            continue
        merged.append(_merge_row(intake, table, row, before, masks, path))
    return merged or None


def _merge_row(intake: Intake, table: FieldSpec, row: Values, before: Values | None, masks: Masks, path: str) -> Values:
    done: Values = dict(before or {})
    columns = table.lines.fields if table.lines is not None else {}
    for key, value in row.items():
        mask = masks.get(f"{table.key}.{key}", "edit")
        if key != "id" and columns[key].kind.computed:
            intake.claimed[f"{path}.{key}"] = value
        elif key == "id" or mask == "edit":
            done[key] = value
        elif mask == "hidden" or _differs(value, (before or {}).get(key)):
            intake.problems.append(Problem(f"{path}.{key}", "read_only", READ_ONLY))
    return done


def _locked(intake: Intake, states: Mapping[str, FieldState]) -> Iterator[Problem]:
    before = intake.stored or {}
    for key in sorted(intake.sent):
        value = intake.values.get(key)
        if states[key].read_only:
            if _differs(value, before.get(key)):
                yield Problem(key, "read_only", READ_ONLY)
        elif intake.spec.fields[key].lines is not None:
            yield from _locked_columns(intake.spec.fields[key], value or [], before.get(key) or [], states)


def _locked_columns(
    table: FieldSpec, rows: list[Values], before: list[Values], states: Mapping[str, FieldState]
) -> Iterator[Problem]:
    columns = table.lines.fields if table.lines is not None else {}
    watched = [key for key, one in columns.items() if one.conditions.read_only is not None]
    if not watched:
        return
    known = {row["id"]: row for row in before}
    for index, row in enumerate(rows):
        old = known.get(row.get("id")) or {}
        for key in watched:
            path = f"{table.key}.{index}.{key}"
            if states[path].read_only and _differs(row.get(key), old.get(key)):
                yield Problem(path, "read_only", READ_ONLY)


def _false_claims(intake: Intake) -> Iterator[Problem]:
    for path, value in intake.claimed.items():
        if value is None:
            continue
        key, _dot, rest = path.partition(".")
        if rest:
            index, _dot, column = rest.partition(".")
            rows = intake.values.get(key) or []
            computed = rows[int(index)].get(column) if int(index) < len(rows) else None
            stored = None
        else:
            computed, stored = intake.values.get(key), (intake.stored or {}).get(key)
        if value not in (computed, stored):
            yield Problem(path, "read_only", READ_ONLY)


def _has_defaults(spec: FormSpec) -> bool:
    known = spec.__dict__.get("_has_defaults")
    if known is None:
        known = any(
            one.default is not None
            or one.default_expression is not None
            or one.settings.get("default_me")
            or one.settings.get("default_mine")
            for _path, one in spec.walk()
        )
        spec.__dict__["_has_defaults"] = known
    return bool(known)


def _differs(one: Any, other: Any) -> bool:
    # No rows and no value are the same blank.
    return (one or None) != (other or None) if isinstance(one, list) or isinstance(other, list) else one != other


def _files(one: FieldSpec, part: FieldSpec, value: Any) -> set[str]:
    if one is part:
        return set(value or ())
    return {file for row in value or () for file in row.get(part.key) or ()}


def _is_reference(one: FieldSpec) -> bool:
    column = one.column
    return column is not None and column.kind == "reference"


def _references(spec: FormSpec) -> list[str]:
    return [key for key, one in spec.fields.items() if _is_reference(one)]


def _note(found: dict[str, dict[Any, list[str]]], path: str, place: str, value: Any, old: Any) -> None:
    if value is not None and value != old:
        found.setdefault(path, {}).setdefault(value, []).append(place)
