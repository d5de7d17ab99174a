"""Mappings: which value each field of another record gets, from constants and expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.exceptions import Problem
from builder.exceptions import gettext_noop as _
from builder.expressions import Env, Expression, ExpressionError, Lines, Schema, compile_expression

ASSIGNMENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "properties": {"value": {}, "expression": {"type": "string", "minLength": 1, "maxLength": 4000}},
    "additionalProperties": False,
}
MAPPING_SCHEMA: dict[str, Any] = {"type": "object", "additionalProperties": ASSIGNMENT_SCHEMA, "maxProperties": 250}
LINES_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["rows", "values"],
        "properties": {"rows": {"type": "string"}, "values": MAPPING_SCHEMA},
        "additionalProperties": False,
    },
}
PARENT = "parent"


@dataclass(frozen=True)
class FieldMapping:
    """Constants and compiled expressions by target field."""

    constants: Mapping[str, Any]
    expressions: Mapping[str, Expression]

    @property
    def fields(self) -> set[str]:
        """Return the names its expressions use."""
        return {path for one in self.expressions.values() for path in one.fields}

    def values(self, context: Mapping[str, Any], env: Env) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the constants (wire values) and the computed values (Python values)."""
        return dict(self.constants), {key: one.evaluate(context, env) for key, one in self.expressions.items()}


@dataclass(frozen=True)
class LinesMapping:
    """One target row for every row of a source sub-table; inside, `parent` is the record the rows belong to."""

    rows: str
    fields: FieldMapping

    @property
    def paths(self) -> set[str]:
        """Return the names its expressions use, as the record itself knows them."""
        prefix = f"{PARENT}."
        used = self.fields.fields
        return {path.removeprefix(prefix) if path.startswith(prefix) else f"{self.rows}.{path}" for path in used}

    def values(self, context: Mapping[str, Any], env: Env) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return the pair of constants and computed values for every source row."""
        rows = context.get(self.rows) or []
        return [self.fields.values({**row, PARENT: context}, env) for row in rows]


def compile_fields(document: Mapping[str, Any], schema: Schema, path: str) -> tuple[FieldMapping, list[Problem]]:
    """Compile a mapping document; what does not compile becomes a problem below path."""
    constants: dict[str, Any] = {}
    expressions: dict[str, Expression] = {}
    problems: list[Problem] = []
    for key, assignment in document.items():
        if "value" in assignment:
            constants[key] = assignment["value"]
            continue
        try:
            expressions[key] = compile_expression(assignment["expression"], schema)
        except ExpressionError as error:
            problems.append(error.problem(f"{path}.{key}"))
    return FieldMapping(constants, expressions), problems


def compile_lines(
    document: Mapping[str, Any], schema: Schema, path: str
) -> tuple[dict[str, LinesMapping], list[Problem]]:
    """Compile the mappings of sub-tables; each names the source sub-table it takes its rows from."""
    compiled: dict[str, LinesMapping] = {}
    problems: list[Problem] = []
    for key, one in document.items():
        source = schema.fields.get(one["rows"])
        if not isinstance(source, Lines):
            problems.append(Problem(f"{path}.{key}.rows", "unknown_lines", _("Choose a sub-table of the record.")))
            continue
        row_schema = Schema({**source.row.fields, PARENT: schema})
        fields, found = compile_fields(one["values"], row_schema, f"{path}.{key}.values")
        compiled[key] = LinesMapping(one["rows"], fields)
        problems += found
    return compiled, problems
