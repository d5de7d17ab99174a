"""What the form designer starts with: the draft, the field types, and what a formula or a link may name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from builder.functions import catalogue
from forms_engine.engine import FieldSpec
from forms_engine.fields.base import plain
from forms_engine.models import Form
from forms_engine.storage import models_for

from .field_catalog import field_catalog


def design_choices(form: Form) -> dict[str, Any]:
    """Return everything the designer of a form offers; the caller has asked for the right to design it."""
    generation = models_for(form.application)
    published = generation.spec(form.pk) if form.pk in generation else None
    names = dict(Form.objects.filter(application=form.application_id, deleted_at=None).values_list("pk", "name"))
    return {
        "types": field_catalog()["results"],
        "functions": catalogue(get_language() or "en"),
        "forms": [
            {"key": key, "name": names.get(form_id, key), "fields": _fields(generation.spec(form_id).fields.values())}
            for key, form_id in generation.form_ids.items()
        ],
        "published": [one.id for _path, one in published.walk()] if published is not None else [],
    }


def _fields(fields: Iterable[FieldSpec]) -> list[dict[str, Any]]:
    return [
        {
            "key": one.key,
            "label": plain(one.label),
            "type": one.behaves.key,
            "operators": list(one.behaves.operators),
            "options": [
                {"value": option["key"], "label": option.get("label") or option["key"]}
                for option in one.settings.get("options", [])
            ],
        }
        for one in fields
        if one.lines is None
    ]
