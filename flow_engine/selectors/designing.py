"""What the flow designer offers: fields, roles, kinds of steps and people rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from builder.definitions.text import localized
from builder.models import Application, Role, User
from builder.permissions import access_to, require
from flow_engine.assignees import assignee_types
from flow_engine.models import Flow
from flow_engine.nodes import node_types
from forms_engine.engine import FieldSpec
from forms_engine.models import Form
from forms_engine.storage import models_for

from .findings import people_named

COMPUTED = frozenset({"formula", "autonumber"})


def flow_forms(*, actor: User, application: Application) -> list[dict[str, Any]]:
    """Return the forms a flow can be for."""
    require(access_to(actor, application), "design")
    forms = Form.objects.filter(application=application, deleted_at=None).order_by("id")
    return [{"key": form.key, "label": localized(form.name) or form.key} for form in forms]


def flow_surroundings(*, actor: User, flow: Flow) -> dict[str, Any]:
    """Return everything the designer of a flow lets people choose from, and the names behind what they chose."""
    generation = models_for(flow.application)
    fields = _fields(generation.spec(flow.form_id).fields.values()) if flow.form_id in generation else []
    people = User.objects.filter(pk__in=people_named(flow.draft)).values_list("pk", "display_name")
    roles = Role.objects.filter(application=flow.application).order_by("pk")
    return {
        "form": {"key": flow.form.key, "label": localized(flow.form.name)},
        "fields": fields,
        "may_publish": access_to(actor, flow.application).can("publish"),
        "names": {
            "people": {str(key): name for key, name in people},
            "roles": [{"key": role.key, "label": localized(role.name)} for role in roles],
            "fields": fields,
            "kinds": {one.key: {"label": str(one.label), "icon": one.icon} for one in node_types.all()},
            "rules": {one.key: {"label": str(one.label), "icon": one.icon} for one in assignee_types.all()},
        },
    }


def _fields(fields: Iterable[FieldSpec]) -> list[dict[str, Any]]:
    return [_field(field) for field in fields]


def _field(field: FieldSpec) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "key": field.key,
        "label": localized(field.label) or field.key,
        "type": field.type,
        "behaves": field.behaves.key,
        "target": field.target,
        "computed": field.type in COMPUTED,
    }
    options = field.settings.get("options")
    if options:
        shown["options"] = [{"key": one["key"], "label": localized(one.get("label")) or one["key"]} for one in options]
    if field.lines is not None:
        shown["columns"] = _fields(field.lines.fields.values())
    return shown
