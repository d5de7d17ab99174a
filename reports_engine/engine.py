"""Compile report documents to queries, and any number back to the records behind it; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from builder.exceptions import Problem
from builder.exceptions import gettext_noop as _
from builder.expressions import ExpressionError, ListOf, Record, Schema, compile_expression
from reports_engine.charts import chart_types
from reports_engine.datasets import dataset_types

NUMERIC = frozenset({"number"})
ORDERED = frozenset({"number", "date", "datetime", "text", "duration"})
MOMENTS = frozenset({"date", "datetime"})


@dataclass(frozen=True)
class Dimension:
    """What rows are grouped by; a date has a grain."""

    key: str
    field: str
    grain: str
    label: Any


@dataclass(frozen=True)
class Measure:
    """What is worked out for every group: of a field, of an expression, or, for a plain count, of neither."""

    key: str
    op: str
    field: str
    expression: str
    label: Any
    format: str


@dataclass(frozen=True)
class QueryPlan:
    """A report document ready to ask."""

    dataset: str
    form_key: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    filter: str
    sort: tuple[tuple[str, bool], ...]
    limit: int
    chart: str
    chart_settings: Mapping[str, Any]

    def narrowed(self, *conditions: str) -> str:
        """Return the filter with more conditions; empty ones do not count."""
        return conjunction([self.filter, *conditions])


def compile_report(document: Mapping[str, Any]) -> QueryPlan:
    """Compile a document that `problems_of` found nothing wrong with."""
    return QueryPlan(
        dataset=document["dataset"]["type"],
        form_key=document["dataset"]["form"],
        dimensions=tuple(
            Dimension(one["key"], one["field"], one.get("grain", ""), one.get("label"))
            for one in document.get("dimensions", [])
        ),
        measures=tuple(
            Measure(
                one["key"],
                one["op"],
                "" if one.get("expression") else one.get("field", ""),
                one.get("expression", ""),
                one.get("label"),
                one.get("format", ""),
            )
            for one in document["measures"]
        ),
        filter=str(document.get("filter") or "").strip(),
        sort=tuple((one["by"], bool(one.get("descending"))) for one in document.get("sort", [])),
        limit=document.get("limit", 1000),
        chart=document["chart"]["type"],
        chart_settings=document["chart"].get("settings") or {},
    )


def problems_of(document: Mapping[str, Any], schema: Schema) -> list[Problem]:
    """Return what is wrong with a document that fits the JSON Schema."""
    problems = [] if document["dataset"]["type"] in dataset_types else [_unknown("dataset.type")]
    for index, one in enumerate(document.get("dimensions", [])):
        problems += _dimension_problems(one, schema, f"dimensions.{index}")
    for index, one in enumerate(document["measures"]):
        problems += _measure_problems(one, schema, f"measures.{index}")
    text = str(document.get("filter") or "").strip()
    if text:
        problems += _expression_problems(text, schema, "filter", frozenset({"boolean"}))
    keys = [one["key"] for one in [*document.get("dimensions", []), *document["measures"]]]
    if len(set(keys)) != len(keys):
        problems.append(Problem("measures", "duplicate_key", _("Two columns have the same key.")))
    for index, one in enumerate(document.get("sort", [])):
        if one["by"] not in keys:
            problems.append(Problem(f"sort.{index}.by", "unknown_column", _("The report has no such column.")))
    return problems + _chart_problems(document)


def conjunction(conditions: Sequence[str]) -> str:
    """Return one condition that is true when all are; empty ones do not count."""
    stated = [one.strip() for one in conditions if one and one.strip()]
    if len(stated) < 2:
        return stated[0] if stated else ""
    return " and ".join(f"({one})" for one in stated)


def drill_condition(dimension: Dimension, value: Any) -> str:
    """Return the condition that picks the records behind one value of a dimension."""
    if value is None:
        return f"{dimension.field} == null"
    if not dimension.grain:
        return f"{dimension.field} == {_literal(value)}"
    start = date.fromisoformat(str(value)[:10])
    end = next_period(start, dimension.grain)
    return f'{dimension.field} >= d"{start.isoformat()}" and {dimension.field} < d"{end.isoformat()}"'


def period_condition(field: str, start: date | None, end: date | None) -> str:
    """Return the condition that a date lies in a period; both ends belong to it, an absent end is open."""
    conditions = []
    if start:
        conditions.append(f'{field} >= d"{start.isoformat()}"')
    if end:
        conditions.append(f'{field} < d"{(end + timedelta(days=1)).isoformat()}"')
    return " and ".join(conditions)


def next_period(start: date, grain: str) -> date:
    """Return the first day of the period after the one that begins at start."""
    if grain in ("day", "week"):
        return start + timedelta(days=1 if grain == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _dimension_problems(one: Mapping[str, Any], schema: Schema, path: str) -> list[Problem]:
    try:
        kind = compile_expression(one["field"], schema).type
    except ExpressionError as error:
        return [error.problem(f"{path}.field")]
    if isinstance(kind, ListOf) or kind.kind == "lines":
        return [Problem(f"{path}.field", "not_groupable", _("Records cannot be grouped by this field."))]
    if one.get("grain") and kind.kind not in MOMENTS:
        return [Problem(f"{path}.grain", "not_a_date", _("Only dates are grouped by a period."))]
    return []


def _measure_problems(one: Mapping[str, Any], schema: Schema, path: str) -> list[Problem]:
    text = one.get("expression") or one.get("field") or ""
    if one["op"] == "count" and not text:
        return []
    if not text:
        return [Problem(f"{path}.field", "required", _("Choose what is worked out."))]
    allowed = {"sum": NUMERIC, "avg": NUMERIC, "min": ORDERED, "max": ORDERED}.get(one["op"])
    return _expression_problems(text, schema, f"{path}.field", allowed)


def _expression_problems(text: str, schema: Schema, path: str, kinds: frozenset[str] | None) -> list[Problem]:
    try:
        kind = compile_expression(text, schema).type
    except ExpressionError as error:
        return [error.problem(path)]
    if kinds is not None and (isinstance(kind, Record) or kind.kind not in kinds):
        return [Problem(path, "wrong_type", _("This does not work with a value of this kind."))]
    return []


def _chart_problems(document: Mapping[str, Any]) -> list[Problem]:
    key = document["chart"]["type"]
    if key not in chart_types:
        return [_unknown("chart.type")]
    return chart_types.get(key).problems(len(document.get("dimensions", [])), len(document["measures"]))


def _unknown(path: str) -> Problem:
    return Problem(path, "unknown_type", _("There is no such type."))
