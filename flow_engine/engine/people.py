"""Who works on a node: the fixed order in which rules, self rule, deputies, repeats and fallbacks apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flow_engine.nodes.base import NodeSpec, Work

if TYPE_CHECKING:
    from .stepper import Stepper

MAX_CLIMB = 10


@dataclass(frozen=True, slots=True)
class Seat:
    """One vote: whose it is, who casts it, and whether it is cast already."""

    owner: int
    assignee: int
    cast: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits at a node; without seats, what happens instead (`approve`, `reject` or `incident`) and why."""

    seats: tuple[Seat, ...] = ()
    instead: str = ""
    reason: str = ""


def find_seating(step: Stepper, node: NodeSpec, work: Work, back: dict[str, Any]) -> Seating:
    """Return who works on a node that a token has just entered."""
    if back.get("administrators"):
        return _seated(step, node, work, step.ask.administrators(), back)
    if back.get("people"):
        return _seated(step, node, work, back["people"], back)
    barred = _barred(step, work)
    people = [one for one in step.ask.people(work.people, previous_approver(step, node.key)) if one not in barred]
    if step.state.initiator in people and not back.get("returned"):
        people, skipped = _self_rule(step, work, people)
        if skipped and not people:
            return Seating(instead="approve", reason="SELF_SKIP")
    if not people:
        return _fallback(step, node, work, back)
    return _seated(step, node, work, people, back)


def previous_approver(step: Stepper, key: str) -> int | None:
    """Return who decided last on the way to a node."""
    entry = next(iter(reversed(on_path(step, key))), None)
    return entry["votes"][-1][1] if entry and entry["votes"] else None


def on_path(step: Stepper, key: str) -> list[dict[str, Any]]:
    """Return the finished work that lies on the way to a node: nothing from a lane beside it."""
    here = dict(step.plan.chain(key))
    return [
        entry
        for entry in step.state.path
        if entry["node"] != key and all(here.get(block, lane) == lane for block, lane in step.plan.chain(entry["node"]))
    ]


def _barred(step: Stepper, work: Work) -> set[int]:
    barred: set[int] = set()
    for name in work.distinct_from:
        if name == "initiator":
            barred.add(step.state.initiator)
        for entry in step.state.path:
            if entry["node"] == name:
                barred.update(person for vote in entry["votes"] for person in vote)
    return barred


def _self_rule(step: Stepper, work: Work, people: list[int]) -> tuple[list[int], bool]:
    initiator = step.state.initiator
    if work.self_rule == "keep":
        return people, False
    if work.self_rule == "skip":
        return [one for one in people if one != initiator], True
    if work.self_rule == "admin":
        instead = step.ask.administrators()
    else:
        instead = _climb(step, work.self_rule) or step.ask.administrators()
    place = people.index(initiator)
    return list(dict.fromkeys([*people[:place], *instead, *people[place + 1 :]])), False


def _climb(step: Stepper, rule: str) -> list[int]:
    """Return the first one above the initiator who is not the initiator."""
    for level in range(1, MAX_CLIMB + 1):
        found = step.ask.people([{"by": rule, "of": "initiator", "level": level}], None)
        above = [one for one in found if one != step.state.initiator]
        if above:
            return above
    return []


def _fallback(step: Stepper, node: NodeSpec, work: Work, back: dict[str, Any]) -> Seating:
    rule = work.empty
    if rule in ("approve", "reject"):
        return Seating(instead=rule, reason="EMPTY")
    people: list[int] = []
    if rule == "admin":
        people = step.ask.administrators()
    elif rule == "manager_up":
        people = _climb(step, "manager")
    elif isinstance(rule, dict):
        people = step.ask.people(rule["to"], None)
    if not people:
        return Seating(instead="incident", reason="NO_ASSIGNEE")
    return _seated(step, node, work, people, back)


def _seated(step: Stepper, node: NodeSpec, work: Work, people: Sequence[int], back: dict[str, Any]) -> Seating:
    if not people:
        return Seating(instead="incident", reason="NO_ASSIGNEE")
    assignees = _with_deputies(step, work, people)
    kept = set(back.get("keep", ()))
    repeats = _repeaters(step, node, work, back)
    seats = []
    for owner in people:
        cast = "KEPT" if owner in kept else "DEDUPE" if owner in repeats else ""
        seats.append(Seat(owner, owner if cast else assignees[owner], cast))
    return Seating(tuple(seats))


def _with_deputies(step: Stepper, work: Work, people: Sequence[int]) -> dict[int, int]:
    """Return who casts each vote; a deputy who may not, or has a vote already, leaves it where it was."""
    deputies = step.ask.deputies(people) if work.task_kind == "main" else {}
    taken = set(people) | _barred(step, work) | {step.state.initiator}
    assignees = {}
    for owner in people:
        deputy = deputies.get(owner)
        if deputy is None or deputy in taken:
            assignees[owner] = owner
        else:
            assignees[owner] = deputy
            taken.add(deputy)
    return assignees


def _repeaters(step: Stepper, node: NodeSpec, work: Work, back: dict[str, Any]) -> set[int]:
    """Return who has approved before, so that asking again is pointless."""
    settings = node.settings
    must_look = (
        bool({"edit", "required"} & set(settings.get("fields", {}).values()))
        or settings.get("comment") == "required"
        or bool(back)
        or (step.state.visits.get(node.key, 0) > 1 and step.state.returns > 0)
    )
    if work.dedupe == "none" or must_look:
        return set()
    before = on_path(step, node.key)
    if work.dedupe == "consecutive":
        before = before[-1:]
    repeats = {vote[0] for entry in before if entry.get("approve") for vote in entry["votes"]}
    if step.plan.settings.get("dedupe_initiator") and (work.dedupe == "ever" or not before):
        repeats.add(step.state.initiator)
    return repeats
