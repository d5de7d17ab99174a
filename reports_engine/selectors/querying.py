"""Ask a report's question in the reader's name, and draw the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from builder.definitions.text import localized
from builder.exceptions import Invalid, NotFound, Problem
from builder.models import Application, User
from builder.permissions import access_to, require
from forms_engine.engine import FormSpec
from forms_engine.models import Form
from forms_engine.selectors.aggregates import Figures
from forms_engine.storage import models_for
from reports_engine.charts import Table, chart_types
from reports_engine.charts.base import Column
from reports_engine.datasets import dataset_types
from reports_engine.engine import (
    Dimension,
    Measure,
    QueryPlan,
    compile_report,
    conjunction,
    drill_condition,
    period_condition,
)

from .sources import form_of

SYSTEM_LABELS = {
    "created_at": gettext_lazy("Created"),
    "created_by": gettext_lazy("Created by"),
    "flow_status": gettext_lazy("Approval"),
}


def ask(
    *,
    actor: User,
    application: Application,
    document: Mapping[str, Any],
    title: str = "",
    conditions: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the answer to a checked report document as the browser draws it.

    `conditions` narrow the question, as the filters of a dashboard do.

    Raises:
        NotFound: the form is gone.
        NotAllowed: the actor may not read its records.
    """
    plan = compile_report(document)
    form = form_of(application, plan.form_key)
    if form is None:
        raise NotFound(_("The form of this report is not there any more."))
    require(access_to(actor, application).form(form.key), "read")
    narrowed = replace(plan, filter=plan.narrowed(*conditions))
    figures = dataset_types.get(plan.dataset).ask(actor=actor, form=form, query=narrowed)
    spec = models_for(application).spec(form.pk)
    table = _table(narrowed, figures, spec)
    chart = chart_types.get(plan.chart)
    return {
        "title": title,
        "chart": {"type": plan.chart, "settings": plan.chart_settings},
        "columns": [vars(column) for column in table.columns],
        "rows": table.rows,
        "shown": table.shown,
        "figure": chart.figure(table, plan.chart_settings) if table.rows else None,
        "drill": [_drill(application, form, narrowed, row) for row in table.rows],
        "currency": _currency(narrowed, spec),
        "truncated": figures.truncated,
        "as_of": timezone.now(),
    }


def date_conditions(dashboard: Mapping[str, Any], form_key: str, chosen: Mapping[str, Any]) -> list[str]:
    """Return the conditions that a dashboard's date filters put on the records of a form.

    Raises:
        Invalid: a date is not one.
    """
    conditions = []
    for one in dashboard.get("filters", []):
        field = one["fields"].get(form_key)
        period = chosen.get(one["key"]) or {}
        if field and isinstance(period, Mapping):
            start, end = (_day(period.get(name), f"filters.{one['key']}.{name}") for name in ("from", "to"))
            conditions.append(period_condition(field, start, end))
    return conditions


def _day(text: Any, path: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Invalid(problems=[Problem(path, "not_a_date", _("This is not a date."))]) from None


def _table(plan: QueryPlan, figures: Figures, spec: FormSpec) -> Table:
    columns = [_dimension_column(one, spec) for one in plan.dimensions]
    columns += [_measure_column(one, spec) for one in plan.measures]
    names = figures.labels
    shown = [[_shown(plan, names, index, value) for index, value in enumerate(row)] for row in figures.rows]
    return Table(columns, figures.rows, shown)


def _dimension_column(one: Dimension, spec: FormSpec) -> Column:
    kind = "date" if one.grain else "text"
    return Column(one.key, localized(one.label) or _label(one.field, spec), "dimension", kind)


def _measure_column(one: Measure, spec: FormSpec) -> Column:
    found = spec.find(one.field) if one.field else None
    label = localized(one.label) or (_label(one.field, spec) if one.field else _("Records"))
    is_date = found is not None and found.behaves.key in ("date", "datetime") and one.op in ("min", "max")
    format_ = one.format or ("money" if found is not None and found.behaves.key == "money" else "")
    counted = one.op in ("count", "distinct")
    return Column(one.key, label, "measure", "date" if is_date else "number", "" if counted else format_)


def _label(path: str, spec: FormSpec) -> str:
    found = spec.find(path)
    return localized(found.label) if found is not None else str(SYSTEM_LABELS.get(path, path))


def _shown(plan: QueryPlan, names: Mapping[str, Mapping[str, str]], index: int, value: Any) -> str:
    if value is None:
        return _("(blank)") if index < len(plan.dimensions) else ""
    if index >= len(plan.dimensions):
        return str(value)
    grain = plan.dimensions[index].grain
    if grain:
        return period_name(date.fromisoformat(str(value)[:10]), grain)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return names.get(f"d{index}", {}).get(str(value), str(value))


def period_name(start: date, grain: str) -> str:
    """Return how people call the period that begins on a day."""
    if grain == "year":
        return str(start.year)
    if grain == "quarter":
        return f"{start.year} Q{(start.month + 2) // 3}"
    if grain == "month":
        return f"{start.year}-{start.month:02d}"
    if grain == "week":
        year, week, _day_of_week = start.isocalendar()
        return f"{year} W{week:02d}"
    return start.isoformat()


def _currency(plan: QueryPlan, spec: FormSpec) -> str:
    for one in plan.measures:
        found = spec.find(one.field) if one.field else None
        if found is not None and found.settings.get("currency"):
            return str(found.settings["currency"])
    return ""


def _drill(application: Application, form: Form, plan: QueryPlan, row: Sequence[Any]) -> str:
    picked = [drill_condition(one, value) for one, value in zip(plan.dimensions, row, strict=False)]
    condition = conjunction([plan.filter, *picked])
    address = reverse("forms:record_list", args=[application.key, form.key])
    return f"{address}?{urlencode({'filter': condition})}" if condition else address
