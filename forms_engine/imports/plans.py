"""How a file becomes records: which sheet, where the header is, which column goes where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.documents import check
from builder.exceptions import Invalid, Problem, gettext_noop

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec, FormSpec

_UNKNOWN = gettext_noop("There is no field %(name)s to import into.")
_TWICE = gettext_noop("Two columns go into the field %(name)s.")
_NO_COLUMN = gettext_noop("Choose a column for at least one field.")
_REQUIRED = gettext_noop("The field %(name)s is required: choose its column.")
_KEY = gettext_noop("Choose a field with a column, by which records are found again.")
_ONE_TABLE = gettext_noop("Choose the key and columns of one sub-table, and nothing else.")
_MATCH = gettext_noop("Records cannot be found by %(name)s.")

PLAN_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["columns"],
    "properties": {
        "sheet": {"type": "integer", "minimum": 0, "maximum": 1000},
        "header_row": {"type": "integer", "minimum": -1, "maximum": 1000},
        "mode": {"enum": ["create", "update", "upsert", "lines"]},
        "key": {"type": "string", "maxLength": 60},
        "columns": {
            "type": "object",
            "maxProperties": 1000,
            "propertyNames": {"pattern": "^[0-9]{1,4}$"},
            "additionalProperties": {
                "type": "object",
                "additionalProperties": False,
                "required": ["field"],
                "properties": {
                    "field": {"type": "string", "maxLength": 90},
                    "match": {"type": "string", "maxLength": 60},
                    "formats": {"type": "array", "maxItems": 60, "items": {"type": "string", "maxLength": 30}},
                    "decimal_comma": {"type": "boolean"},
                },
            },
        },
    },
}
NOT_FROM_CELLS = frozenset({"formula", "autonumber", "lines", "file"})
PEOPLE = ("username", "email", "name")


@dataclass(frozen=True)
class ColumnPlan:
    """One column of the file on its way into a field.

    `match` names by what a reference is found: a field of the other form, or `username`, `email` or `name`.
    """

    index: int
    field: str
    match: str = ""
    formats: tuple[str, ...] = ()
    decimal_comma: bool | None = None


@dataclass(frozen=True)
class ImportPlan:
    """A whole plan; `key` is the field by which records are found that are to be changed.

    In the mode `lines` the rows of the file become rows of one sub-table of the records which the key finds; their
    columns have dotted names.
    """

    columns: tuple[ColumnPlan, ...]
    sheet: int = 0
    header_row: int = 0
    mode: str = "create"
    key: str = ""

    @property
    def table(self) -> str:
        """Return the key of the sub-table that takes the rows; empty in other modes."""
        return next((one.field.partition(".")[0] for one in self.columns if "." in one.field), "")

    def as_dict(self) -> dict[str, Any]:
        """Return the plan as JSON."""
        columns = {
            str(one.index): {
                "field": one.field,
                **({"match": one.match} if one.match else {}),
                **({"formats": list(one.formats)} if one.formats else {}),
                **({} if one.decimal_comma is None else {"decimal_comma": one.decimal_comma}),
            }
            for one in self.columns
        }
        rest = {"sheet": self.sheet, "header_row": self.header_row, "mode": self.mode, "key": self.key}
        return {**rest, "columns": columns}


@dataclass(frozen=True)
class Importable:
    """What a person may import into: the compiled form, the fields they may write, and the forms that links lead to."""

    spec: FormSpec
    writable: frozenset[str]
    targets: Mapping[str, FormSpec] = field(default_factory=dict)

    def fields(self) -> list[FieldSpec]:
        """Return the fields that take cells."""
        return [one for one in self.spec.fields.values() if one.type not in NOT_FROM_CELLS and one.key in self.writable]

    def places(self, mode: str) -> dict[str, FieldSpec]:
        """Return what columns may go into, by name: fields, and for `lines` the columns of sub-tables too."""
        found = {one.key: one for one in self.fields()}
        if mode != "lines":
            return found
        columns = ((path, one) for path, one in self.spec.walk() if "." in path and one.type not in NOT_FROM_CELLS)
        return {**found, **{path: one for path, one in columns if path.partition(".")[0] in self.writable}}

    def matches(self, one: FieldSpec) -> list[str]:
        """Return by what a reference may be found, the best first."""
        if one.type == "member":
            return list(PEOPLE)
        if one.type == "department":
            return ["name"]
        target = self.targets.get(one.target)
        if target is None:
            return []
        kinds = [other for other in target.stored() if other.type in ("text", "autonumber", "number")]
        unique = [other.key for other in kinds if other.unique or other.type == "autonumber"]
        return [*unique, *(other.key for other in kinds if other.key not in unique), "number"]


def read_plan(raw: Any, importable: Importable) -> ImportPlan:
    """Return the plan, completed and checked against the form.

    Raises:
        Invalid: it cannot be carried out; every problem has its path.
    """
    problems = check(PLAN_SCHEMA, raw)
    if problems:
        raise Invalid(problems=problems)
    mode = raw.get("mode", "create")
    known = importable.places(mode)
    columns: list[ColumnPlan] = []
    for index, one in raw["columns"].items():
        target = known.get(one["field"])
        if target is None:
            problems.append(Problem(f"columns.{index}.field", "unknown_field", _UNKNOWN, {"name": one["field"]}))
            continue
        if any(other.field == one["field"] for other in columns):
            problems.append(Problem(f"columns.{index}.field", "twice", _TWICE, {"name": one["field"]}))
        match = _match(target, one.get("match", ""), importable, f"columns.{index}.match", problems)
        formats = tuple(one.get("formats", ()))
        columns.append(ColumnPlan(int(index), one["field"], match, formats, one.get("decimal_comma")))
    plan = ImportPlan(
        columns=tuple(columns),
        sheet=raw.get("sheet", 0),
        header_row=raw.get("header_row", 0),
        mode=mode,
        key=raw.get("key", ""),
    )
    problems += _gaps(plan, importable)
    if problems:
        raise Invalid(problems=problems)
    return plan


def _match(target: FieldSpec, wanted: str, importable: Importable, path: str, problems: list[Problem]) -> str:
    if target.column is None or target.column.kind != "reference":
        return ""
    choices = importable.matches(target)
    if wanted and wanted not in choices:
        problems.append(Problem(path, "unknown_field", _MATCH, {"name": wanted}))
    return wanted or (choices[0] if choices else "")


def _gaps(plan: ImportPlan, importable: Importable) -> list[Problem]:
    mapped = {one.field for one in plan.columns}
    if not mapped:
        return [Problem("columns", "required", _NO_COLUMN)]
    if plan.mode != "create" and plan.key not in mapped:
        return [Problem("key", "required", _KEY)]
    if plan.mode == "lines":
        tables = {name.partition(".")[0] for name in mapped - {plan.key}}
        return [] if len(tables) == 1 and plan.table in tables else [Problem("columns", "mixed", _ONE_TABLE)]
    if plan.mode == "update":
        return []
    return [
        Problem("columns", "required", _REQUIRED, {"name": one.key})
        for one in importable.spec.fields.values()
        if one.required and one.key not in mapped and not _fills_itself(one)
    ]


def _fills_itself(one: FieldSpec) -> bool:
    computed = one.kind.computed or one.default is not None or one.default_expression is not None
    return computed or bool(one.settings.get("default_me") or one.settings.get("default_mine"))
