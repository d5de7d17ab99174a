"""What must be true of a flow before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from flow_engine.assignees import assignee_types
from flow_engine.nodes import node_types
from flow_engine.nodes.base import Faults, NodeSpec

from .findings import Finding, Surroundings
from .plan import START, Plan, compile_flow
from .structure import check_structure, people_lists


def check_flow(document: Any, around: Surroundings) -> list[Finding]:
    """Return everything that is wrong with a document, errors before warnings."""
    found = check_structure(document)
    if not found:
        plan = compile_flow(document)
        found = [*_each_node(plan, around), *_after_ends(document["items"], "items")]
        found += _rules(document.get("settings", {}).get("cc_on_finish", []), "settings.cc_on_finish", "", around)
        found += _unwatched(plan, document)
        found += _shared_edits(plan)
    return sorted(found, key=lambda one: (not one.blocks, one.path, one.code))


def _each_node(plan: Plan, around: Surroundings) -> Iterator[Finding]:
    order = [node.key for node in sorted(plan.nodes.values(), key=_place)]
    for node in plan.nodes.values():
        faults = Faults()
        node_types.get(node.kind).check(node, faults)
        for code, inner, detail in faults.found:
            yield Finding(code, f"{node.path}.{inner}", node.key, str(detail.pop("reason", "")), detail)
        yield from _conditions(node, around)
        yield from _fields(node, around)
        yield from _targets(plan, node, order)
        for inner, rules in people_lists(node.settings):
            yield from _rules(rules, f"{node.path}.{inner}", node.key, around)


def _place(node: NodeSpec) -> list[int]:
    return [int(part) for part in node.path.split(".") if part.isdigit()]


def _conditions(node: NodeSpec, around: Surroundings) -> Iterator[Finding]:
    texts = [(f"{node.path}.lanes.{index}.when", lane.when) for index, lane in enumerate(node.lanes)]
    if node.kind == START:
        texts.append((f"{START}.when", node.settings.get("when")))
    for path, text in texts:
        wrong = around.read_condition(text) if text else ""
        if wrong:
            yield Finding("E02", path, node.key, "unreadable", {"message": wrong})


def _fields(node: NodeSpec, around: Surroundings) -> Iterator[Finding]:
    for key, right in node.settings.get("fields", {}).items():
        known = around.fields.get(key.split(".")[0])
        if known is None:
            yield Finding("E09", f"{node.path}.fields.{key}", node.key, "unknown", {"field": key})
        elif known.computed and right in ("edit", "required"):
            yield Finding("E09", f"{node.path}.fields.{key}", node.key, "computed", {"field": key})


def _targets(plan: Plan, node: NodeSpec, order: Sequence[str]) -> Iterator[Finding]:
    for key in node.settings.get("distinct_from", ()):
        if key != "initiator" and not _is_human(plan, key):
            yield Finding("E01", f"{node.path}.distinct_from", node.key, "node_unknown", {"target": key})
    rejected = node.settings.get("on_reject", "end")
    named = [("on_reject.return_to", rejected["return_to"])] if isinstance(rejected, Mapping) else []
    targets = node.settings.get("actions", {}).get("return", {}).get("targets")
    named += [("actions.return.targets", key) for key in targets] if isinstance(targets, list) else []
    for path, target in named:
        if target in ("initiator", START):
            continue
        if not _is_human(plan, target):
            yield Finding("E03", f"{node.path}.{path}", node.key, "node_unknown", {"target": target})
        elif not _can_return(plan, node, target, order):
            yield Finding("E03", f"{node.path}.{path}", node.key, "unreachable", {"target": target})


def _is_human(plan: Plan, key: str) -> bool:
    return key in plan.nodes and node_types.get(plan.node(key).kind).human


def _can_return(plan: Plan, node: NodeSpec, target: str, order: Sequence[str]) -> bool:
    chain = plan.chain(target)
    return plan.chain(node.key)[: len(chain)] == chain and order.index(target) < order.index(node.key)


def _rules(rules: Sequence[Mapping[str, Any]], path: str, key: str, around: Surroundings) -> Iterator[Finding]:
    for index, rule in enumerate(rules):
        here = f"{path}.{index}"
        unknown = [one for one in rule.get("ids", ()) if one not in around.people]
        if unknown:
            yield Finding("E01", f"{here}.ids", key, "person_unknown", {"count": len(unknown)})
        roles = list(rule.get("keys", ()))
        if isinstance(rule.get("until"), Mapping) and "role" in rule["until"]:
            roles.append(rule["until"]["role"])
        for role in roles:
            if role not in around.roles:
                yield Finding("E01", f"{here}.keys", key, "role_unknown", {"role": role})
        for name, wanted in assignee_types.get(rule["by"]).fields(rule):
            known = around.fields.get(name)
            if known is None or known.type != wanted:
                yield Finding("E01", f"{here}.field", key, "field_unknown", {"field": name, "type": wanted})


def _after_ends(items: Sequence[Mapping[str, Any]], path: str) -> Iterator[Finding]:
    ended = False
    for index, node in enumerate(items):
        if ended:
            yield Finding("E05", f"{path}.{index}", node["key"])
        ended = ended or node["kind"] == "end"
        for number, lane in enumerate(node.get("lanes", ())):
            yield from _after_ends(lane["items"], f"{path}.{index}.lanes.{number}.items")


def _unwatched(plan: Plan, document: Mapping[str, Any]) -> list[Finding]:
    least = plan.settings.get("min_human_approvals", 1)
    asks = any(node.kind == "approve" for node in plan.nodes.values())
    if asks and _may_pass(document["items"], least):
        return [Finding("W05", "items")]
    return []


def _may_pass(items: Sequence[Mapping[str, Any]], least: int) -> bool:
    """Tell whether a request can come through the nodes without a person approving."""
    return all(_node_may_pass(node, least) for node in items)


def _node_may_pass(node: Mapping[str, Any], least: int) -> bool:
    if node["kind"] == "approve":
        return least == 0 and (node.get("empty") == "approve" or node.get("self") == "skip")
    lanes = [_may_pass(lane["items"], least) for lane in node.get("lanes", ())]
    if not lanes:
        return True
    if node["kind"] == "parallel" and node.get("join", "all") == "all":
        return all(lanes)
    return any(lanes)


def _shared_edits(plan: Plan) -> Iterator[Finding]:
    for block in [node for node in plan.nodes.values() if node.kind in ("parallel", "inclusive")]:
        edits = {lane.key: _edited_in(plan, block.key, lane.key) for lane in block.lanes}
        both = {name for one, other in combinations(edits.values(), 2) for name in one & other}
        for name in sorted(both):
            yield Finding("W06", f"{block.path}.lanes", block.key, detail={"field": name})


def _edited_in(plan: Plan, block: str, lane: str) -> set[str]:
    return {
        name
        for node in plan.nodes.values()
        if (block, lane) in plan.chain(node.key)
        for name, right in node.settings.get("fields", {}).items()
        if right in ("edit", "required")
    }
