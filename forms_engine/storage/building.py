"""Build the models of one form's tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from builder.models import Department, User
from forms_engine.engine import FieldSpec, FormSpec
from forms_engine.fields import Column
from forms_engine.models import FormVersion

from .decimals import ExactDecimalField
from .names import lines_table_name, table_name
from .registry import LABEL, GenerationApps

LinkTargets = dict[str, int]

_PLAIN: dict[str, Callable[[], models.Field[Any, Any]]] = {
    "text": lambda: models.TextField(null=True),
    "date": lambda: models.DateField(null=True),
    "datetime": lambda: models.DateTimeField(null=True),
    "boolean": lambda: models.BooleanField(null=True),
    "json": lambda: models.JSONField(null=True),
}


def record_model(apps: GenerationApps, form_id: int, spec: FormSpec, targets: LinkTargets) -> type[models.Model]:
    """Return the model of a form's records; `targets` gives the form ids of the keys that links name."""
    attributes: dict[str, Any] = {"id": models.BigAutoField(primary_key=True), **_system_fields()}
    attributes.update(_user_fields(spec, targets))
    return _build(apps, f"R{form_id}", table_name(form_id), attributes)


def lines_model(
    apps: GenerationApps, form_id: int, field: FieldSpec, parent: type[models.Model], targets: LinkTargets
) -> type[models.Model]:
    """Return the model of a sub-table's rows."""
    if field.lines is None:
        raise TypeError(f"{field.key} is no sub-table.")
    attributes: dict[str, Any] = {
        "id": models.BigAutoField(primary_key=True),
        "parent": models.ForeignKey(parent, models.CASCADE, related_name=field.attribute, db_index=False),
        "position": models.IntegerField(default=0),
        **_user_fields(field.lines, targets),
    }
    return _build(apps, f"R{form_id}_{field.id}", lines_table_name(form_id, field.id), attributes)


def _build(apps: GenerationApps, name: str, table: str, attributes: dict[str, Any]) -> type[models.Model]:
    meta = type("Meta", (), {"apps": apps, "app_label": LABEL, "db_table": table, "managed": False, "ordering": ["id"]})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **attributes})


def _system_fields() -> dict[str, models.Field[Any, Any]]:
    return {
        "number": models.TextField(default=""),
        "created_at": models.DateTimeField(),
        "created_by": _person(null=True),
        "updated_at": models.DateTimeField(),
        "updated_by": _person(null=True),
        "owner": _person(null=True),
        "department": _reference(Department, null=True),
        "revision": models.IntegerField(default=1),
        "form_version": _reference(FormVersion),
        "deleted_at": models.DateTimeField(null=True),
        "flow_status": models.TextField(null=True),
        "search": models.TextField(default=""),
    }


def _user_fields(spec: FormSpec, targets: LinkTargets) -> dict[str, models.Field[Any, Any]]:
    fields: dict[str, models.Field[Any, Any]] = {}
    for one in spec.stored():
        column = one.column
        if column is not None and one.id:
            field = model_field(column, one.attribute, targets)
            if field is not None:
                fields[one.attribute] = field
    return fields


def model_field(column: Column, attribute: str, targets: LinkTargets) -> models.Field[Any, Any] | None:
    """Return the model field of a column; None for a link whose form was never published."""
    if column.kind == "decimal":
        return ExactDecimalField(null=True, scale=column.scale)
    if column.kind != "reference":
        return _PLAIN[column.kind]()
    if column.target == "member":
        return _person(null=True, db_column=attribute)
    if column.target == "department":
        return _reference(Department, null=True, db_column=attribute)
    target = targets.get(column.target.removeprefix("form:"))
    if target is None:
        return None
    return _reference(f"{LABEL}.R{target}", null=True, db_column=attribute)


def _person(**options: Any) -> models.ForeignKey[Any, Any]:
    return _reference(User, **options)


def _reference(to: Any, **options: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, models.DO_NOTHING, related_name="+", db_index=False, **options)
