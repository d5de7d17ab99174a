"""Create a record in another form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from builder.expressions import Schema
from builder.models import User
from forms_engine.engine import FormSpec
from forms_engine.models import Form
from forms_engine.services.records import submit_record
from forms_engine.storage import models_for

from . import action_types
from .base import Action, ActionContext
from .mapping import LINES_SCHEMA, MAPPING_SCHEMA, compile_fields, compile_lines
from .targets import target_form, target_problems, wire_values


@action_types.register
class CreateRecordAction(Action):
    """Create a record; fields and sub-table rows are mapped from the record that started the rule."""

    key = "create_record"
    label = _("Create a record")
    icon = "file-plus"
    settings_schema = {
        "type": "object",
        "required": ["form"],
        "properties": {
            "app": {"type": "string", "title": _("App"), "x-widget": "app"},
            "form": {"type": "string", "title": _("Form"), "x-widget": "form"},
            "values": {**MAPPING_SCHEMA, "title": _("Fields"), "x-widget": "mapping"},
            "lines": {**LINES_SCHEMA, "title": _("Sub-tables"), "x-widget": "lines_mapping"},
        },
        "additionalProperties": False,
    }

    def problems(self, settings: Mapping[str, Any], schema: Schema, application_key: str) -> list[Problem]:
        """Check the target form, its fields and every expression."""
        form = target_form(settings.get("app") or application_key, settings.get("form", ""))
        if form is None:
            return [Problem("form", "unknown_form", _("Choose a published form."))]
        _fields, found = compile_fields(settings.get("values", {}), schema, "values")
        lines, more = compile_lines(settings.get("lines", {}), schema, "lines")
        return [*found, *more, *target_problems(_spec(form), settings.get("values", {}), lines)]

    def reads(self, settings: Mapping[str, Any], schema: Schema) -> set[str]:
        """Return the names its mappings use."""
        used = compile_fields(settings.get("values", {}), schema, "values")[0].fields
        for mapping in compile_lines(settings.get("lines", {}), schema, "lines")[0].values():
            used |= mapping.paths
        return used

    def perform(self, settings: Mapping[str, Any], schema: Schema, context: ActionContext) -> dict[str, Any]:
        """Submit the new record through the one path every write takes."""
        form = target_form(settings.get("app") or context.application_key, settings["form"])
        if form is None:
            raise Invalid(problems=[Problem("form", "unknown_form", _("The form is not published any more."))])
        spec = _spec(form)
        fields, _problems = compile_fields(settings.get("values", {}), schema, "values")
        lines, _problems = compile_lines(settings.get("lines", {}), schema, "lines")
        values = wire_values(spec, fields, lines, context)
        created = submit_record(
            actor=context.actor,
            form=form,
            values=values,
            via="rule",
            idempotency_key=context.run_key,
            # The record belongs to the person whose work led to it, so that they may see it.
            owner=User.objects.filter(pk=context.initiator_id or 0).first(),
        )
        return {"form_id": created.form_id, "record_id": created.id, "values": values}


def _spec(form: Form) -> FormSpec:
    return models_for(form.application).spec(form.pk)
