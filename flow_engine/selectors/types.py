"""What the designer needs to know of node types and people rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.registry import Type
from flow_engine.assignees import assignee_types
from flow_engine.engine.actions import DEFAULT_ACTIONS
from flow_engine.engine.structure import document_schema
from flow_engine.nodes import node_types


def flow_types() -> dict[str, Any]:
    """Return every node type and people rule, with labels in the reader's language, and the document's schema."""
    return {
        "nodes": [
            {
                **_described(one),
                "group": one.group,
                "summary": str(one.summary),
                "human": one.human,
                "lanes": "lanes" in one.settings_schema["properties"],
                "implicit": one.implicit,
                "actions": DEFAULT_ACTIONS.get(one.key, {}),
            }
            for one in node_types.all()
        ],
        "people": [{**_described(one), "summary": str(one.summary)} for one in assignee_types.all()],
        "definitions": document_schema()["$defs"],
        "settings_schema": document_schema()["properties"]["settings"],
    }


def _described(one: Type) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": str(one.label),
        "icon": one.icon,
        "description": (type(one).__doc__ or "").strip(),
        "settings_schema": _spoken(one.settings_schema),
    }


def _spoken(value: Any) -> Any:
    """Return a schema with its late translations said now."""
    if isinstance(value, Mapping):
        return {key: _spoken(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_spoken(one) for one in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
