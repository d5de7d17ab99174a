"""What differs between two documents of a flow, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.definitions.changes import Change, matched
from builder.definitions.text import localized

_PROPERTIES: dict[str, Any] = {
    "name": _("name"),
    "who": _("people"),
    "order": _("order"),
    "need": _("approvals needed"),
    "veto": _("rejected when"),
    "on_reject": _("after a rejection"),
    "empty": _("if nobody is found"),
    "self": _("if the initiator is an approver"),
    "dedupe": _("if somebody has approved before"),
    "distinct_from": _("must be other people"),
    "fields": _("fields"),
    "comment": _("comment"),
    "actions": _("buttons"),
    "join": _("goes on when"),
    "result": _("result"),
    "lanes": _("lanes"),
}


@dataclass(frozen=True, slots=True)
class _Placed:
    node: Mapping[str, Any]
    path: str
    lane: str
    position: int

    @property
    def title(self) -> str:
        return localized(self.node.get("name")) or str(self.node["key"])


def compare_flows(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
    """Return the differences: steps added, removed, moved and changed, and settings of the whole flow."""
    before = list(_walk((old or {}).get("items", []), "items", ""))
    after = list(_walk(new.get("items", []), "items", ""))
    removed, added, both = matched(before, after, lambda one: one.node["key"])
    changes = [Change("added", one.path, _("Added the step %(step)s."), {"step": one.title}) for one in added]
    changes += [Change("removed", one.path, _("Removed the step %(step)s."), {"step": one.title}) for one in removed]
    moved = _moved(both)
    for one, other in both:
        if other.node["key"] in moved:
            changes.append(Change("moved", other.path, _("Moved the step %(step)s."), {"step": other.title}))
        changes += _changed(one, other)
    for part in ("start", "settings", "name"):
        if old is not None and (old.get(part) or {}) != (new.get(part) or {}):
            message = _("Changed the %(part)s of the flow.")
            changes.append(Change("changed", part, message, {"part": part}, old.get(part), new.get(part)))
    return changes


def _walk(items: Sequence[Mapping[str, Any]], path: str, lane: str) -> Iterator[_Placed]:
    for index, node in enumerate(items):
        here = f"{path}.{index}"
        yield _Placed(node, here, lane, index)
        for number, one in enumerate(node.get("lanes", ())):
            yield from _walk(one.get("items", ()), f"{here}.lanes.{number}.items", f"{node['key']}#{number}")


def _moved(both: Sequence[tuple[_Placed, _Placed]]) -> set[str]:
    """Return the steps that stand in another lane, or in another order among those that stayed."""
    moved = {other.node["key"] for one, other in both if one.lane != other.lane}
    stayed = [(one, other) for one, other in both if one.lane == other.lane]
    for lane in {other.lane for _one, other in stayed}:
        pairs = [(one.position, other.position, other.node["key"]) for one, other in stayed if other.lane == lane]
        was = [key for _old, _new, key in sorted(pairs)]
        now = [key for _old, _new, key in sorted(pairs, key=lambda pair: pair[1])]
        moved.update(key for before, key in zip(was, now, strict=True) if before != key)
    return moved


def _changed(one: _Placed, other: _Placed) -> Iterator[Change]:
    for name in sorted({*one.node, *other.node} - {"key", "help"}):
        before, after = _comparable(one.node.get(name), name), _comparable(other.node.get(name), name)
        if before != after:
            params = {"step": other.title, "property": _PROPERTIES.get(name, name)}
            message = _("%(step)s: changed %(property)s.")
            yield Change("changed", f"{other.path}.{name}", message, params, before, after)


def _comparable(value: Any, name: str) -> Any:
    """Return lanes without their steps, which are compared on their own."""
    if name != "lanes" or value is None:
        return value
    return [{key: one for key, one in lane.items() if key != "items"} for lane in value]
