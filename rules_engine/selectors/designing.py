"""What the rule designer offers: forms with their fields, triggers, actions, roles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from builder.definitions.text import localized
from builder.models import Application, Role, User
from builder.organization.recipients import RECIPIENT_SCHEMA
from builder.permissions import access_to, require
from builder.registry import Type
from forms_engine.engine import FieldSpec, FormSpec
from forms_engine.storage import models_for
from rules_engine.actions import action_types
from rules_engine.triggers import trigger_types

COMPUTED = frozenset({"formula", "autonumber"})


def design_choices(*, actor: User, application: Application) -> dict[str, Any]:
    """Return everything the designer lets people choose from."""
    require(access_to(actor, application), "design")
    generation = models_for(application)
    recipients = RECIPIENT_SCHEMA["properties"]["by"]["x-labels"]
    roles = Role.objects.filter(application=application).order_by("pk")
    return {
        "forms": [_form(key, generation.spec(form_id)) for key, form_id in generation.form_ids.items()],
        "triggers": [_kind(one) for one in trigger_types],
        "actions": [_kind(one) for one in action_types],
        "recipients": {key: str(label) for key, label in recipients.items()},
        "roles": [{"key": role.key, "label": localized(role.name)} for role in roles],
    }


def people_named(document: Mapping[str, Any]) -> dict[int, str]:
    """Return the names of the people whom a rule names as recipients, by id."""
    ids = {
        recipient.get("id")
        for step in document.get("steps", ())
        for recipient in step.get("settings", {}).get("to", ())
        if recipient.get("by") == "person"
    }
    return dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "display_name"))


def _kind(one: Type) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "icon": one.icon, "settings_schema": one.settings_schema}


def _form(key: str, spec: FormSpec) -> dict[str, Any]:
    return {"key": key, "label": localized(spec.title), "fields": _fields(spec.fields.values())}


def _fields(fields: Iterable[FieldSpec]) -> list[dict[str, Any]]:
    return [_field(field) for field in fields]


def _field(field: FieldSpec) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "key": field.key,
        "label": localized(field.label),
        "type": field.type,
        "behaves": field.behaves.key,
        "target": field.target,
        "required": field.required,
        "computed": field.type in COMPUTED,
    }
    options = field.settings.get("options")
    if options:
        shown["options"] = [{"key": one["key"], "label": localized(one.get("label")) or one["key"]} for one in options]
    if field.lines is not None:
        shown["columns"] = _fields(field.lines.fields.values())
    return shown
