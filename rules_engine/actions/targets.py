"""Fit mapped values to the form they are meant for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.models import Application
from forms_engine.engine import FieldSpec, FormSpec
from forms_engine.models import Form
from forms_engine.storage import models_for

from .base import ActionContext
from .mapping import FieldMapping, LinesMapping


def target_form(application_key: str, form_key: str) -> Form | None:
    """Return a published form, or None when there is none with this key."""
    application = Application.objects.filter(key=application_key, deleted_at=None).select_related("workspace").first()
    return models_for(application).form(form_key) if application is not None else None


def target_problems(spec: FormSpec, values: Mapping[str, Any], lines: Mapping[str, LinesMapping]) -> list[Problem]:
    """Return what the target form does not have or does not let anybody write."""
    problems = [*_unknown(spec, values, "values")]
    for key, mapping in lines.items():
        field = spec.fields.get(key)
        if field is None or field.lines is None:
            problems.append(Problem(f"lines.{key}", "unknown_field", _("The form has no such sub-table.")))
            continue
        names = {**mapping.fields.constants, **mapping.fields.expressions}
        problems += _unknown(field.lines, names, f"lines.{key}.values")
    return problems


def wire_values(
    spec: FormSpec, fields: FieldMapping, lines: Mapping[str, LinesMapping], context: ActionContext
) -> dict[str, Any]:
    """Return what to send to the record service: constants as they are, computed values in their wire form."""
    constants, computed = fields.values(context.values, context.env)
    values = {**constants, **_wired(spec, computed)}
    for key, mapping in lines.items():
        nested = spec.fields[key].lines
        if nested is None:
            continue
        rows = mapping.values(context.values, context.env)
        values[key] = [{**row_constants, **_wired(nested, row_values)} for row_constants, row_values in rows]
    return values


def _wired(spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    wired = {}
    for key, value in values.items():
        field = spec.fields[key]
        wired[key] = None if value is None else field.kind.to_wire(_plain(value, field), field.settings)
    return wired


def _plain(value: Any, field: FieldSpec) -> Any:
    """Return a value as its field stores it: for a reference its id, however the expression came to it."""
    if isinstance(value, Mapping):
        value = value["id"]
    if isinstance(value, Decimal) and field.column is not None and field.column.kind == "reference":
        return int(value)
    return value


def _unknown(spec: FormSpec, values: Mapping[str, Any], path: str) -> list[Problem]:
    problems = []
    for key in values:
        field = spec.fields.get(key)
        if field is None:
            problems.append(Problem(f"{path}.{key}", "unknown_field", _("The form has no such field.")))
        elif field.type in ("formula", "autonumber", "lines"):
            problems.append(Problem(f"{path}.{key}", "read_only", _("This field fills itself.")))
    return problems
