"""The shape of a flow document: its schema, then each node and people rule against the schema of its kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from builder.documents import check
from builder.registry import Type
from flow_engine.assignees import assignee_types
from flow_engine.nodes import node_types

from .findings import Finding
from .plan import START

_COMMON = frozenset({"key", "kind", "name", "help"})


@cache
def document_schema() -> dict[str, Any]:
    """Return the JSON Schema of flow documents."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent.parent / "document.schema.json").read_text())
    return loaded


def settings_schema(kind: Type) -> dict[str, Any]:
    """Return the schema of a type's settings, with the definitions it refers to."""
    return {**kind.settings_schema, "$defs": document_schema()["$defs"]}


def check_structure(document: Any) -> list[Finding]:
    """Return every way in which the document has not the shape of a flow."""
    found = [_finding(problem, "", "") for problem in check(document_schema(), document)]
    if found:
        return found
    found += _check_settings(node_types.get(START), document.get("start", {}), START, START)
    found += _check_rules(document.get("settings", {}).get("cc_on_finish", []), "settings.cc_on_finish", "")
    found += _check_items(document["items"], "items", set())
    return found


def people_lists(settings: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Yield every list of people rules in a node's settings, with its path."""
    if "who" in settings:
        yield "who", settings["who"]
    empty = settings.get("empty")
    if isinstance(empty, Mapping):
        yield "empty.to", empty["to"]


def _check_items(items: Sequence[Mapping[str, Any]], path: str, keys: set[str]) -> list[Finding]:
    found: list[Finding] = []
    for index, node in enumerate(items):
        found += _check_node(node, f"{path}.{index}", keys)
    return found


def _check_node(node: Mapping[str, Any], path: str, keys: set[str]) -> list[Finding]:
    key, kind = node["key"], node["kind"]
    found: list[Finding] = []
    if key in keys or key == START:
        found.append(Finding("E01", f"{path}.key", key, "key_twice", {"key": key}))
    keys.add(key)
    if kind not in node_types or node_types.get(kind).implicit:
        return [*found, Finding("E01", f"{path}.kind", key, "kind_unknown", {"kind": kind})]
    settings = {name: value for name, value in node.items() if name not in _COMMON}
    broken = _check_settings(node_types.get(kind), settings, path, key)
    if broken:
        return found + broken
    for inner, rules in people_lists(settings):
        found += _check_rules(rules, f"{path}.{inner}", key)
    for index, lane in enumerate(settings.get("lanes", ())):
        found += _check_items(lane["items"], f"{path}.lanes.{index}.items", keys)
    return found


def _check_settings(kind: Type, settings: Mapping[str, Any], path: str, key: str) -> list[Finding]:
    return [_finding(problem, path, key) for problem in check(_plain(settings_schema(kind)), settings)]


def _check_rules(rules: Sequence[Mapping[str, Any]], path: str, key: str) -> list[Finding]:
    found: list[Finding] = []
    for index, rule in enumerate(rules):
        here = f"{path}.{index}"
        if rule["by"] not in assignee_types:
            found.append(Finding("E01", f"{here}.by", key, "rule_unknown", {"by": rule["by"]}))
        else:
            found += _check_settings(assignee_types.get(rule["by"]), rule, here, key)
    return found


def _finding(problem: Any, path: str, key: str) -> Finding:
    return Finding("E01", problem.under(path).path, key, "shape", {"message": problem.text()})


def _plain(value: Any) -> Any:
    """Leave out what is only for people, such as titles that are translated late."""
    if isinstance(value, Mapping):
        return {
            name: _plain(one)
            for name, one in value.items()
            if isinstance(one, (str, int, float, bool, list, dict, type(None)))
        }
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value
