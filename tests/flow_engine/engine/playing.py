"""Plays flows without a database: a world of letters, and a game that applies commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flow_engine.assignees import assignee_types
from flow_engine.engine import Command, ConditionFailed, Outcome, Plan, Process, Refused, compile_flow, step
from flow_engine.engine.invariants import violations
from flow_engine.nodes import node_types

node_types.discover()
assignee_types.discover()

INITIATOR = 1
ADMIN = 99


@dataclass
class World:
    """People rules name people directly; conditions are names of facts."""

    facts: dict[str, bool] = field(default_factory=dict)
    away: dict[int, int] = field(default_factory=dict)
    managers: dict[int, int] = field(default_factory=dict)
    admins: list[int] = field(default_factory=lambda: [ADMIN])

    def people(self, rules: Sequence[Mapping[str, Any]], previous: int | None) -> list[int]:
        """Return the named people, the initiator, or a manager some levels up."""
        found: list[int] = []
        for rule in rules:
            if rule["by"] == "person":
                found += rule["ids"]
            elif rule["by"] == "initiator":
                found.append(INITIATOR)
            else:
                found += self._manager(rule.get("level", 1))
        return list(dict.fromkeys(found))

    def _manager(self, level: int) -> list[int]:
        person: int | None = INITIATOR
        for _level in range(level):
            person = self.managers.get(person) if person is not None else None
        return [] if person is None else [person]

    def condition(self, expression: str) -> bool:
        """Look the fact up; one that is missing cannot be told."""
        if expression not in self.facts:
            raise ConditionFailed(f"{expression} is unknown")
        return self.facts[expression]

    def deputies(self, people: Sequence[int]) -> dict[int, int]:
        """Return who stands in for whom."""
        return {person: self.away[person] for person in people if person in self.away}

    def administrators(self) -> list[int]:
        """Return the administrators."""
        return list(self.admins)


@dataclass
class Game:
    """One process being played."""

    plan: Plan
    world: World = field(default_factory=World)
    state: Process = field(default_factory=lambda: Process(INITIATOR))
    last: Outcome | None = None
    now: float = 1_000_000.0
    log: list[Command] = field(default_factory=list)

    def do(self, name: str, actor: int = INITIATOR, **args: Any) -> Game:
        """Apply a command; every invariant must hold afterwards."""
        outcome = step(self.plan, self.state, Command(name, actor, self.now, args), self.world)
        assert violations(self.plan, outcome.state) == []
        self.state, self.last = outcome.state, outcome
        self.log.append(outcome.command)
        return self

    def start(self) -> Game:
        """Submit the request."""
        return self.do("submit")

    def task(self, person: int) -> int:
        """Return the number of the person's open task."""
        return next(key for key, task in self.state.tasks.items() if task.assignee == person and task.state == "open")

    def answer(self, person: int, outcome: str = "approve", **args: Any) -> Game:
        """Let a person answer their open task."""
        return self.do("complete", person, task=self.task(person), outcome=outcome, **args)

    def send_back(self, person: int, target: str, **args: Any) -> Game:
        """Let a person return the process."""
        return self.do("return", person, task=self.task(person), target=target, **args)

    def waiting(self) -> dict[str, set[int]]:
        """Return who has an open task, by node."""
        found: dict[str, set[int]] = {}
        for task in self.state.tasks.values():
            if task.state == "open":
                found.setdefault(task.node, set()).add(task.assignee)
        return found

    def history(self) -> list[str]:
        """Return what the last step wrote into the history."""
        return [entry.type for entry in self.last.changes.entries] if self.last else []


def approve(key: str, *people: int, **settings: Any) -> dict[str, Any]:
    """Return an approve node for some people, with every button."""
    actions = {
        "reject": {},
        "return": {"targets": "any_visited", "after": "choose"},
        "transfer": {},
        "add_before": {},
        "add_after": {},
        "add_parallel": {},
        "cc": {},
    }
    who = [{"by": "person", "ids": list(people)}] if people else [{"by": "manager"}]
    return {"key": key, "kind": "approve", "who": who, "actions": actions, **settings}


def block(key: str, kind: str, *lanes: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """Return a branch node."""
    return {"key": key, "kind": kind, "lanes": list(lanes), **settings}


def lane(*items: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """Return a lane."""
    return {"items": list(items), **settings}


def play(*items: dict[str, Any], world: World | None = None, **settings: Any) -> Game:
    """Start a game of a flow with these nodes."""
    document = {"format": 1, "key": "f", "name": "F", "form": "f", "items": list(items), "settings": settings}
    return Game(compile_flow(document), world or World()).start()


def refused(game: Game, name: str, actor: int, **args: Any) -> str:
    """Return the code with which a command is refused."""
    try:
        game.do(name, actor, **args)
    except Refused as refusal:
        return refusal.code
    raise AssertionError(f"{name} was not refused.")
