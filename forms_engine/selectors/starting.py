"""What a form begins with in the browser: its shape, its values, and what stands behind its references."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from builder.exceptions import Invalid
from forms_engine.engine import to_runtime
from forms_engine.storage import models_for

from .access import field_masks
from .facts import fetch, target_of
from .labels import Labels

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.engine import FieldSpec, FormSpec
    from forms_engine.models import Form
    from forms_engine.storage import Generation


def start_of(
    *,
    actor: User,
    form: Form,
    record: Mapping[str, Any] | None = None,
    prefill: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return what the browser needs to fill in a new record, or to show one; `prefill` holds texts by field key."""
    generation = models_for(form.application)
    spec = generation.spec(form.pk)
    masks = field_masks(actor, form)
    runtime = to_runtime(spec, get_language() or "en")
    runtime["fields"] = [field for field in runtime["fields"] if masks.get(field["key"]) != "hidden"]
    values = dict(record["values"]) if record is not None else _first_values(actor, spec, prefill or {})
    labels = dict(record["labels"]) if record is not None else _labels(actor, generation, spec, values)
    return {
        "form": {**runtime, "app": form.application.key, "key": form.key},
        "values": values,
        "labels": labels,
        "references": _references(generation, spec, values),
        "masks": dict(masks),
        "revision": record["revision"] if record is not None else None,
        "me": {"id": actor.pk, "name": actor.display_name, "department": actor.department_id},
    }


def _first_values(actor: User, spec: FormSpec, prefill: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, field in spec.fields.items():
        if field.type == "member" and field.settings.get("default_me"):
            values[key] = actor.pk
        elif field.type == "department" and field.settings.get("default_mine"):
            values[key] = actor.department_id
        if key in prefill and not field.kind.computed and field.lines is None:
            values |= _prefilled(field, prefill[key])
    return values


def _prefilled(field: FieldSpec, text: str) -> dict[str, Any]:
    """Return the value that an address gives a field; nothing when it does not fit."""
    raw: Any = int(text) if field.column is not None and field.column.kind == "reference" and text.isdigit() else None
    try:
        value = field.kind.convert_from_text(text, field.settings) if raw is None else raw
    except Invalid:
        return {}
    return {field.key: field.kind.to_wire(value, field.settings)}


def _labels(actor: User, generation: Generation, spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    targets = {key: target_of(spec, key) for key, value in values.items() if value is not None}
    wanted: dict[str, set[Any]] = {}
    for key, target in targets.items():
        if target:
            wanted.setdefault(target, set()).add(values[key])
    names = Labels(actor, generation).find(wanted)
    return {key: names.get(target, {}).get(values[key], "") for key, target in targets.items() if target}


def _references(generation: Generation, spec: FormSpec, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {}
    for path, names in spec.reads.items():
        target = target_of(spec, path)
        if target and values.get(path) is not None:
            record = fetch(generation, target, [values[path]], names).get(values[path])
            if record:
                found[path] = record
    return found
