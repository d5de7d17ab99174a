"""Grouped figures over records, worked out by the database in one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, DateField, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Trunc
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from forms_engine.storage import models_for

from .access import visible_records
from .expressions import compile_value
from .labels import Labels
from .queries import RecordQuery, narrow
from .scope import FilterScope, Found

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.engine import FieldSpec
    from forms_engine.models import Form

GRAINS = ("day", "week", "month", "quarter", "year")
FUNCTIONS = {"sum": Sum, "avg": Avg, "min": Min, "max": Max}
NUMERIC = frozenset({"decimal", "integer"})
ORDERED = frozenset({"decimal", "integer", "date", "datetime", "text"})
MOST_PARTS = 8
MOST_ROWS = 10_000


@dataclass(frozen=True)
class Dimension:
    """What to group by: a field, its date cut to a grain; or an expression."""

    field: str = ""
    grain: str = ""
    expression: str = ""


@dataclass(frozen=True)
class Measure:
    """What to work out: `count`, or `count_distinct`, `sum`, `avg`, `min`, `max` of a field or an expression."""

    fn: str = "count"
    field: str = ""
    expression: str = ""


@dataclass(frozen=True)
class AggregateSpec:
    """A question about figures; `sort` names columns (`d0`, `-m1`), the dimensions in order unless given."""

    dimensions: Sequence[Dimension] = ()
    measures: Sequence[Measure] = (Measure(),)
    filter: Any = None
    search: str = ""
    sort: Sequence[str] = ()
    limit: int = 1000


@dataclass(frozen=True)
class Figures:
    """The answer: rows of dimension values and figures in wire form, and names for values that need one."""

    columns: list[str]
    rows: list[list[Any]]
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    truncated: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {"columns": self.columns, "rows": self.rows, "labels": self.labels, "truncated": self.truncated}


def aggregate_records(actor: User, form: Form, spec: AggregateSpec) -> Figures:
    """Return figures over the records which the actor may see.

    Raises:
        Invalid: the question names fields the actor may not see, or asks what a field cannot answer.
    """
    if not 1 <= spec.limit <= MOST_ROWS or len(spec.dimensions) > MOST_PARTS or len(spec.measures) > MOST_PARTS:
        raise _refusal("limit", "range", _("Ask for less at once."))
    scope = FilterScope(actor, form, models_for(form.application))
    return _Question(scope, spec).answer()


@dataclass(frozen=True)
class _Part:
    """One column of the answer: its SQL, and how its values are shown."""

    sql: Any
    found: Found
    shows: FieldSpec | None = None


class _Question:
    def __init__(self, scope: FilterScope, spec: AggregateSpec) -> None:
        self.scope = scope
        self.spec = spec
        self.table = self._table()

    def answer(self) -> Figures:
        dimensions = [self._dimension(one, f"dimensions.{i}") for i, one in enumerate(self.spec.dimensions)]
        measures = [self._measure(one, f"measures.{i}") for i, one in enumerate(self.spec.measures)]
        names = [f"d{i}" for i in range(len(dimensions))] + [f"m{i}" for i in range(len(measures))]
        parts = dict(zip(names, [*dimensions, *measures], strict=True))
        rows = self._rows(parts, len(dimensions))
        shown = [[_shown(part, value) for part, value in zip(parts.values(), row, strict=True)] for row in rows]
        labels = self._labels(dimensions, rows)
        limit = self.spec.limit
        return Figures(names, shown[:limit], labels, truncated=len(rows) > limit)

    def _rows(self, parts: Mapping[str, _Part], grouped: int) -> list[tuple[Any, ...]]:
        records = self._records().order_by()
        names = list(parts)
        if not grouped:
            found = records.aggregate(**{name: part.sql for name, part in parts.items()})
            return [tuple(found[name] for name in names)]
        by = names[:grouped]
        question = (
            records.annotate(**{name: parts[name].sql for name in by})
            .values(*by)
            .annotate(**{name: parts[name].sql for name in names[grouped:]})
            .order_by(*self._order(names, by))
        )
        return list(question.values_list(*names)[: self.spec.limit + 1])

    def _order(self, names: list[str], by: list[str]) -> list[Any]:
        order = []
        for index, name in enumerate(self.spec.sort):
            if name.removeprefix("-") not in names:
                raise _refusal(f"sort.{index}", "unknown_column", _("There is no such column."))
            column = F(name.removeprefix("-"))
            order.append(column.desc(nulls_last=True) if name.startswith("-") else column.asc(nulls_last=True))
        return [*order, *(F(name).asc(nulls_last=True) for name in by if name not in self.spec.sort)]

    def _records(self) -> QuerySet[Any]:
        scope = self.scope
        query = RecordQuery(filter=self.spec.filter, search=self.spec.search)
        records = narrow(scope, visible_records(scope.actor, scope.form, scope.generation), query)
        if self.table is None:
            return records
        rows: QuerySet[Any] = scope.generation.lines_model(scope.form.pk, self.table.id)._default_manager.all()
        return rows.filter(parent__in=records.order_by().values("pk"))

    def _table(self) -> FieldSpec | None:
        """Return the sub-table whose rows are grouped, when the question names one of its columns."""
        fields = self.scope.spec.fields
        names = [*(one.field for one in self.spec.dimensions), *(one.field for one in self.spec.measures)]
        heads = [(name.partition(".")[0], name) for name in names]
        tables = {head for head, name in heads if "." in name and head in fields and fields[head].lines is not None}
        if len(tables) > 1:
            raise _refusal("dimensions", "mixed", _("Ask about one sub-table at a time."))
        return fields[tables.pop()] if tables else None

    def _resolve(self, name: str, path: str) -> Found:
        found = self.scope.resolve(name, path)
        if self.table is None or found.rows is not None:
            return found
        return Found(f"parent__{found.lookup}", found.kind, found.target)

    def _dimension(self, one: Dimension, path: str) -> _Part:
        if one.expression:
            return self._expression(one.expression, f"{path}.expression")
        found = self._resolve(one.field, f"{path}.field")
        if not one.grain:
            return _Part(F(found.lookup), found, self._field(one.field))
        if one.grain not in GRAINS or found.kind not in ("date", "datetime"):
            raise _refusal(f"{path}.grain", "grain", _("This field cannot be grouped so."))
        zone = self.scope.env.zone if found.kind == "datetime" else None
        cut = Trunc(found.lookup, one.grain, output_field=DateField(), tzinfo=zone)
        return _Part(cut, Found(found.lookup, "date"))

    def _measure(self, one: Measure, path: str) -> _Part:
        if one.fn == "count" and not one.field and not one.expression:
            counted = Count("parent", distinct=True) if self.table is not None else Count("pk")
            return _Part(counted, Found("pk", "integer"))
        part = self._measured(one, path)
        if one.fn in ("count", "count_distinct"):
            return _Part(Count(part.sql, distinct=one.fn == "count_distinct"), Found("pk", "integer"))
        function = FUNCTIONS.get(one.fn)
        if function is None:
            raise _refusal(f"{path}.fn", "unknown_function", _("There is no such function."))
        if part.found.kind not in (NUMERIC if one.fn in ("sum", "avg") else ORDERED):
            raise _refusal(f"{path}.field", "not_numeric", _("This field has no such figure."))
        return _Part(function(part.sql), part.found, part.shows)

    def _measured(self, one: Measure, path: str) -> _Part:
        if one.expression:
            return self._expression(one.expression, f"{path}.expression")
        found = self._resolve(one.field, f"{path}.field")
        if self.table is not None and found.rows is None and one.fn in ("sum", "avg", "count"):
            # A record would count once for each of its rows.
            raise _refusal(f"{path}.field", "mixed", _("Ask about the rows or about the records, not both."))
        return _Part(F(found.lookup), found, self._field(one.field))

    def _expression(self, text: str, path: str) -> _Part:
        if self.table is not None:
            raise _refusal(path, "mixed", _("Ask about the rows or about the records, not both."))
        sql, kind = compile_value(self.scope, text, path)
        return _Part(sql, Found("", {"number": "decimal"}.get(kind, kind)))

    def _field(self, name: str) -> FieldSpec | None:
        return self.scope.field_at(name)

    def _labels(self, dimensions: Sequence[_Part], rows: list[tuple[Any, ...]]) -> dict[str, dict[str, str]]:
        wanted: dict[str, set[Any]] = {}
        for index, part in enumerate(dimensions):
            if part.found.target:
                wanted.setdefault(part.found.target, set()).update(row[index] for row in rows if row[index] is not None)
        names = Labels(self.scope.actor, self.scope.generation).find(wanted)
        labels: dict[str, dict[str, str]] = {}
        for index, part in enumerate(dimensions):
            values = {row[index] for row in rows if row[index] is not None and not isinstance(row[index], list)}
            if part.found.target:
                known = names.get(part.found.target, {})
                labels[f"d{index}"] = {str(value): known.get(value, f"#{value}") for value in values}
            elif part.shows is not None and part.shows.type == "choice":
                labels[f"d{index}"] = {value: part.shows.kind.to_text(value, part.shows.settings) for value in values}
        return labels


def _shown(part: _Part, value: Any) -> Any:
    if value is None or isinstance(value, str | bool | list):
        return value
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, Decimal | float) and part.shows is not None and part.shows.behaves.key == "money":
        return part.shows.kind.to_wire(Decimal(value), part.shows.settings)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(round(value, 10))
    return value


def _refusal(path: str, code: str, message: Any) -> Invalid:
    return Invalid(problems=[Problem(path, code, message)])
