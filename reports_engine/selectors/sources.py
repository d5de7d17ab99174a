"""What reports may ask about: forms, and the fields of each that the actor may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from forms_engine.engine import FieldSpec, FormSpec
from forms_engine.models import Form
from forms_engine.storage import models_for

OUT_OF_SIGHT = frozenset({"hidden", "masked"})
NOT_GROUPED = frozenset({"lines", "file", "choices", "longtext"})


def form_of(application: Application, key: str) -> Form | None:
    """Return a published form of the app, or None."""
    return models_for(application).form(key)


def sources(*, actor: User, application: Application) -> list[dict[str, Any]]:
    """Return the forms whose records the actor may read, each with the fields to group and to work out."""
    generation = models_for(application)
    access = access_to(actor, application)
    found = []
    for key, form_id in generation.form_ids.items():
        rights = access.form(key)
        if not rights.can("read"):
            continue
        spec = generation.spec(form_id)
        masks = rights.masks
        fields = [one for one in _fields(spec) if masks.get(one["path"].split(".")[0]) not in OUT_OF_SIGHT]
        found.append(
            {
                "key": key,
                "label": localized(spec.title),
                "fields": fields,
                "dates": _dates(fields),
                "conditions": _conditions(spec, masks),
            }
        )
    return found


def _fields(spec: FormSpec) -> Iterator[dict[str, Any]]:
    for field in spec.fields.values():
        if field.type not in NOT_GROUPED:
            yield _field(field)
    yield {"path": "created_at", "label": _("Created"), "kind": "datetime"}
    yield {"path": "created_by", "label": _("Created by"), "kind": "reference"}
    yield {"path": "flow_status", "label": _("Approval"), "kind": "text"}


def _field(field: FieldSpec) -> dict[str, Any]:
    behaves = field.behaves
    kinds = {"number": "number", "money": "number", "date": "date", "datetime": "datetime", "checkbox": "boolean"}
    shown = {"path": field.key, "label": localized(field.label), "kind": kinds.get(behaves.key, "text")}
    if behaves.key == "money":
        shown["format"] = "money"
    elif field.settings.get("percent"):
        shown["format"] = "percent"
    return shown


def _conditions(spec: FormSpec, masks: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the fields that a filter may be about, as the condition builder takes them."""
    return [
        {
            "key": field.key,
            "label": localized(field.label),
            "type": field.type,
            "behaves": field.behaves.key,
            "target": field.target,
            **_options(field),
        }
        for field in spec.fields.values()
        if field.type not in ("lines", "file") and masks.get(field.key) not in OUT_OF_SIGHT
    ]


def _options(field: FieldSpec) -> dict[str, Any]:
    options = field.settings.get("options", ())
    named = [{"key": one["key"], "label": localized(one.get("label")) or one["key"]} for one in options]
    return {"options": named} if named else {}


def _dates(fields: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"path": one["path"], "label": one["label"]} for one in fields if one["kind"] in ("date", "datetime")]
