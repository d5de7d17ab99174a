"""Complete a document a builder wrote: ids, the order of its fields, and the JSON Schema of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from builder.documents import check
from forms_engine.fields import field_types
from forms_engine.fields.base import plain

from .compiling import settings_of
from .spec import ordered_keys

FORMAT = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"

NewId = Callable[[], str]


def complete(document: Mapping[str, Any], published: Mapping[str, Any] | None, new_id: NewId) -> dict[str, Any]:
    """Return the document with everything that follows from what the builder wrote.

    A field without an id keeps the id its key and type have in the published document, or gets a new one. The JSON
    Schema keywords of every property are derived from its settings, so that both never disagree; only in a document
    that was never completed before, written by hand, do keywords such as `maxLength` become settings.
    """
    if "x-format" not in document:
        document = _adopted(document)
    done: dict[str, Any] = {**document, "$schema": DIALECT, "x-format": FORMAT, "type": "object"}
    name = done.get("title")
    if isinstance(name, Mapping):
        done["x-name"] = name
        done["title"] = next((text for text in (name.get("en"), *name.values()) if text), "")
    done.update(_object(document, published or {}, new_id))
    if not done.get("x-layout"):
        done["x-layout"] = [{"id": "main", "section": "", "columns": 2, "fields": done["x-order"]}]
    return done


def _object(document: Mapping[str, Any], published: Mapping[str, Any], new_id: NewId) -> dict[str, Any]:
    properties = document.get("properties", {})
    known = published.get("properties", {})
    required = [key for key in document.get("required", ()) if key in properties]
    done = {
        key: _property(prop, known.get(key, {}), new_id, required=key in required) for key, prop in properties.items()
    }
    # The database does not keep the order of the properties.
    return {"properties": done, "required": required, "x-order": ordered_keys(document)}


def _property(
    prop: Mapping[str, Any], published: Mapping[str, Any], new_id: NewId, *, required: bool
) -> dict[str, Any]:
    settings = settings_of(prop)
    before = published.get("x-field", {})
    if not settings.get("id"):
        settings["id"] = before["id"] if before.get("id") and before.get("type") == settings["type"] else new_id()
    if settings["type"] not in field_types:
        return {**prop, "x-field": settings}
    schema = _value_schema(settings)
    if settings["type"] == "lines":
        schema["items"] = {
            "type": "object",
            **_object(prop.get("items", {}), published.get("items", {}), new_id),
        }
    if not required:
        schema = _or_blank(schema)
    return {**schema, "x-field": settings}


def _adopted(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with the JSON Schema keywords of its properties turned into settings."""
    properties = {}
    for key, prop in document.get("properties", {}).items():
        settings = settings_of(prop)
        if settings["type"] in field_types:
            for keyword, name in field_types.get(settings["type"]).adopts.items():
                if keyword in prop:
                    settings.setdefault(name, prop[keyword])
        properties[key] = {**prop, "x-field": settings}
        if "items" in prop:
            properties[key]["items"] = _adopted(prop["items"])
    return {**document, "properties": properties}


def _value_schema(settings: Mapping[str, Any]) -> dict[str, Any]:
    kind = field_types.get(settings["type"])
    if check(plain(kind.settings_schema), settings):
        return {}
    return kind.value_schema(settings)


def _or_blank(schema: dict[str, Any]) -> dict[str, Any]:
    kind = schema.get("type")
    done = dict(schema)
    if isinstance(kind, str):
        done["type"] = [kind, "null"]
    if "enum" in done:
        done["enum"] = [*done["enum"], None]
    return done
