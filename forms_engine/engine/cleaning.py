"""Turn wire values into Python values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.exceptions import Invalid, Problem, gettext_noop

from .spec import FieldSpec, FormSpec

_UNKNOWN = gettext_noop("There is no field %(key)s.")
_ROW_ID = gettext_noop("The id of a row must be a number.")
_ROW_TWICE = gettext_noop("The same row is sent twice.")


@dataclass
class Cleaned:
    """Python values by key, and what was wrong; only what was sent is in it."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def clean_values(spec: FormSpec, raw: Mapping[str, Any]) -> Cleaned:
    """Return the Python values of what was sent.

    Rows keep the `id` they came with. Values of computed fields are read as well, so that the caller can tell a
    repeated value from an attempt to change one.
    """
    cleaned = Cleaned()
    for key, value in raw.items():
        one = spec.fields.get(key)
        if one is None:
            cleaned.problems.append(Problem(key, "unknown_field", _UNKNOWN, {"key": key}))
            continue
        try:
            cleaned.values[key] = one.kind.clean(value, one.settings)
        except Invalid as refusal:
            cleaned.problems += [problem.under(key) for problem in refusal.problems]
            continue
        if one.lines is not None and cleaned.values[key] is not None:
            cleaned.values[key] = _rows(one, cleaned.values[key], cleaned.problems)
    return cleaned


def _rows(one: FieldSpec, raw: list[dict[str, Any]], problems: list[Problem]) -> list[dict[str, Any]]:
    if one.lines is None:
        return raw
    rows = []
    seen: set[int] = set()
    for index, row in enumerate(raw):
        row_id = row.get("id")
        found = clean_values(one.lines, {key: value for key, value in row.items() if key != "id"})
        problems += [problem.under(f"{one.key}.{index}") for problem in found.problems]
        if row_id is not None:
            if isinstance(row_id, bool) or not isinstance(row_id, int):
                problems.append(Problem(f"{one.key}.{index}.id", "type", _ROW_ID))
                continue
            if row_id in seen:
                problems.append(Problem(f"{one.key}.{index}.id", "row_twice", _ROW_TWICE))
            seen.add(row_id)
            found.values["id"] = row_id
        rows.append(found.values)
    return rows


def wire_values(spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wire values of every field, blank ones as None."""
    return {key: wire_value(one, values.get(key)) for key, one in spec.fields.items()}


def wire_value(one: FieldSpec, value: Any) -> Any:
    """Return the wire value of one field."""
    if one.lines is None:
        return one.kind.to_wire(value, one.settings)
    rows = []
    for row in value or ():
        shown = wire_values(one.lines, row)
        rows.append({"id": row["id"], **shown} if row.get("id") is not None else shown)
    return rows
