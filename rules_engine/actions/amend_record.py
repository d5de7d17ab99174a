"""Change the record that started the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from builder.expressions import Schema
from forms_engine.services.records import amend_record
from forms_engine.storage import models_for

from . import action_types
from .base import Action, ActionContext
from .mapping import MAPPING_SCHEMA, compile_fields
from .targets import target_form, target_problems, wire_values


@action_types.register
class AmendRecordAction(Action):
    """Set fields of the record itself."""

    key = "amend_record"
    label = _("Change this record")
    icon = "pencil"
    amends_same_form: ClassVar[bool] = True
    settings_schema = {
        "type": "object",
        "required": ["values"],
        "properties": {"values": {**MAPPING_SCHEMA, "title": _("Fields"), "x-widget": "mapping"}},
        "additionalProperties": False,
    }

    def problems(self, settings: Mapping[str, Any], schema: Schema, application_key: str) -> list[Problem]:
        """Check every expression; the fields are checked when the rule knows its form."""
        if not settings.get("values"):
            return [Problem("values", "required", _("Choose at least one field to change."))]
        return compile_fields(settings["values"], schema, "values")[1]

    def reads(self, settings: Mapping[str, Any], schema: Schema) -> set[str]:
        """Return the names its mapping uses."""
        return compile_fields(settings["values"], schema, "values")[0].fields

    def perform(self, settings: Mapping[str, Any], schema: Schema, context: ActionContext) -> dict[str, Any]:
        """Amend the record through the one path every write takes."""
        form = target_form(context.application_key, context.form_key)
        if form is None:
            raise Invalid(problems=[Problem("form", "unknown_form", _("The form is not published any more."))])
        spec = models_for(form.application).spec(form.pk)
        problems = target_problems(spec, settings["values"], {})
        if problems:
            raise Invalid(problems=problems)
        fields, _problems = compile_fields(settings["values"], schema, "values")
        values = wire_values(spec, fields, {}, context)
        amended = amend_record(
            actor=context.actor,
            form=form,
            record_id=context.record_id,
            values=values,
            revision=None,
            via="rule",
        )
        return {"record_id": amended.id, "revision": amended.revision, "values": values}
