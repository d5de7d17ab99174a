"""Check an expression while somebody writes it, and try it on values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from builder import documents
from builder.exceptions import Invalid, NotFound
from builder.expressions import (
    Boolean,
    Date,
    DateTime,
    Duration,
    Env,
    Expression,
    ExpressionError,
    Number,
    Schema,
    Text,
    Type,
    compile_expression,
)
from forms_engine.engine import (
    DOCUMENT_SCHEMA,
    FieldSpec,
    FormSpec,
    clean_values,
    compile_leniently,
    evaluate,
    record_context,
)
from forms_engine.engine.schemas import MEMBER, Schemas
from forms_engine.models import Form

from .environment import environment_of
from .forms import link_targets

EXPECTED: dict[str, Type] = {
    "boolean": Boolean,
    "checkbox": Boolean,
    "number": Number,
    "money": Number,
    "text": Text,
    "date": Date,
    "datetime": DateTime,
    "duration": Duration,
}


@dataclass(frozen=True)
class ExpressionCheck:
    """An expression and where it stands.

    `lines` names the sub-table whose column it belongs to, `link` the link whose chosen record it is about. Without
    `values` it is tried on sample values.
    """

    text: str
    expected: str = ""
    lines: str = ""
    link: str = ""
    document: Mapping[str, Any] | None = None
    values: Mapping[str, Any] | None = None


def check_expression(form: Form, asked: ExpressionCheck) -> dict[str, Any]:
    """Return type, value on the sample and problems of an expression of the form's draft.

    A problem has its `span` in characters. The caller has asked for the right to design the form.
    """
    document = asked.document if asked.document is not None else form.draft
    problems = documents.check(DOCUMENT_SCHEMA, document)
    if problems:
        raise Invalid(gettext("This is not a form."), problems=problems)
    targets = link_targets(form, document)
    schemas = Schemas(document, targets)
    try:
        schema = _schema(schemas, document, asked)
        expression = compile_expression(asked.text, schema, EXPECTED.get(asked.expected))
    except ExpressionError as error:
        return {"type": None, "value": None, "problems": [error.problem("expression", gettext).as_dict()]}
    value = None
    if not asked.link:
        spec, _problems = compile_leniently(document, targets)
        value = _value(expression, spec, asked, environment_of(form.application))
    return {
        "type": expression.type.kind,
        "value": _shown(value),
        "volatile": expression.volatile,
        "fields": sorted(expression.fields),
        "problems": [],
    }


def _schema(schemas: Schemas, document: Mapping[str, Any], asked: ExpressionCheck) -> Schema:
    properties = document.get("properties", {})
    for name in filter(None, (asked.lines, asked.link)):
        if name not in properties:
            raise NotFound(gettext("There is no field %(key)s.") % {"key": name})
    if asked.lines:
        return schemas.row(properties[asked.lines].get("items", {})).extended({"me": MEMBER})
    if asked.link:
        return schemas.target(properties[asked.link]["x-field"].get("form", "")).extended({"me": MEMBER})
    return schemas.form().extended({"me": MEMBER})


def _value(expression: Expression, spec: FormSpec, asked: ExpressionCheck, env: Env) -> Any:
    try:
        raw = asked.values if asked.values is not None else sample_values(spec)
        cleaned = clean_values(spec, {key: value for key, value in raw.items() if key in spec.fields})
        values = evaluate(spec, cleaned.values, env)
    except (KeyError, TypeError, ValueError):
        # The settings of other fields may be half written; then there is nothing to try it on.
        return None
    context = record_context(spec, values)
    if not asked.lines:
        return expression.evaluate(context, env)
    rows = context.get(asked.lines) or []
    return expression.evaluate({**rows[0], "parent": context}, env) if rows else None


def sample_values(spec: FormSpec) -> dict[str, Any]:
    """Return wire values such as a person might enter, with one row in every sub-table."""
    found: dict[str, Any] = {}
    for key, one in spec.fields.items():
        if one.kind.computed:
            continue
        found[key] = [sample_values(one.lines)] if one.lines is not None else _sample(one)
    return found


def _sample(one: FieldSpec) -> Any:
    value = one.kind.sample(one.settings)
    try:
        one.kind.clean(value, one.settings)
    except Invalid:
        return None
    return value


def _shown(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return value.get("id")
    if isinstance(value, dt.timedelta):
        return str(value)
    return value
