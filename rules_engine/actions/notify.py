"""Tell people, in the app and by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.expressions import Schema
from builder.notifications import notify
from builder.organization.recipients import RECIPIENT_SCHEMA, find_recipients

from . import action_types
from .base import Action, ActionContext
from .text import compile_text


@action_types.register
class NotifyAction(Action):
    """Send a message to people, roles, department heads, or whoever a field names."""

    key = "notify"
    label = _("Notify people")
    icon = "bell"
    settings_schema = {
        "type": "object",
        "required": ["to", "title"],
        "properties": {
            "to": {
                "type": "array",
                "minItems": 1,
                "maxItems": 20,
                "title": _("To"),
                "x-widget": "recipients",
                "items": RECIPIENT_SCHEMA,
            },
            "title": {"type": "string", "minLength": 1, "maxLength": 250, "title": _("Title"), "x-widget": "template"},
            "body": {"type": "string", "maxLength": 5000, "title": _("Message"), "x-widget": "template"},
        },
        "additionalProperties": False,
    }

    def problems(self, settings: Mapping[str, Any], schema: Schema, application_key: str) -> list[Problem]:
        """Check that somebody is addressed and every expression compiles."""
        problems = []
        if not settings.get("to"):
            problems.append(Problem("to", "required", _("Choose who is told.")))
        for name in ("title", "body"):
            problems += compile_text(settings.get(name, ""), schema, name)[1]
        for index, one in enumerate(settings.get("to", [])):
            if one.get("by") == "member_field" and one.get("field") not in schema.fields:
                problems.append(Problem(f"to.{index}.field", "unknown_field", _("The form has no such field.")))
        return problems

    def reads(self, settings: Mapping[str, Any], schema: Schema) -> set[str]:
        """Return the names its texts use."""
        texts = (compile_text(settings.get(name, ""), schema, name)[0] for name in ("title", "body"))
        return {path for text in texts for path in text.fields}

    def perform(self, settings: Mapping[str, Any], schema: Schema, context: ActionContext) -> dict[str, Any]:
        """Queue the messages; each person gets one, however often the step is repeated."""
        people = find_recipients(
            settings["to"],
            application_key=context.application_key,
            initiator_id=context.initiator_id,
            values=context.values,
        )
        title = compile_text(settings["title"], schema, "title")[0].render(context.values, context.env)
        body = compile_text(settings.get("body", ""), schema, "body")[0].render(context.values, context.env)
        notify(
            users=people,
            title=title[:250],
            body=body,
            url=f"/apps/{context.application_key}/{context.form_key}/{context.record_id}/",
            key=context.run_key,
        )
        return {"people": [person.pk for person in people], "title": title}
