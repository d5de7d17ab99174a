"""Where a process will probably go: the same core, played on with everybody agreeing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flow_engine.nodes import node_types

from .changes import Entry
from .commands import Command
from .env import Env
from .plan import START, Plan
from .state import Process, Run, Task
from .step import Outcome, step

MAX_STEPS = 200


@dataclass(frozen=True, slots=True)
class Expected:
    """A node the process will probably come to, and who is expected there."""

    node: str
    kind: str
    status: str
    people: tuple[tuple[int, int], ...] = ()
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return JSON values; each person as (owner, assignee)."""
        people = [{"owner": owner, "assignee": assignee} for owner, assignee in self.people]
        return {
            "node": self.node,
            "kind": self.kind,
            "status": self.status,
            "people": people,
            "reason": self.reason,
        }


def forecast(plan: Plan, state: Process, env: Env) -> list[Expected]:
    """Return what is open now and what will come, in the order in which it would happen.

    `status` is `open` for what waits now, `expected` for what comes, `auto` for what passes by itself, `copied` for
    copies and `incident` where the flow would stop.
    """
    found: list[Expected] = []
    shown: set[int] = set()
    if state.status in ("draft", "returned"):
        state = _take(found, shown, plan, step(plan, state, _submit(state), env))
    else:
        for number in sorted(state.runs):
            shown.add(number)
            found.append(_expected(plan, state.runs[number], list(state.tasks.values()), number, "open"))
    for _step in range(MAX_STEPS):
        command = _agree(plan, state)
        if command is None:
            break
        state = _take(found, shown, plan, step(plan, state, command, env))
    return found


def _submit(state: Process) -> Command:
    return Command("submit", state.initiator)


def _agree(plan: Plan, state: Process) -> Command | None:
    """Return the command of the next one to agree, or of an administrator who lets an incident pass."""
    if state.is_final:
        return None
    for number in sorted(state.tasks):
        task = state.tasks[number]
        if task.state == "open":
            outcome = "approve" if plan.node(task.node).kind == "approve" else "submit"
            args = {"task": number, "outcome": outcome, "comment": "-"}
            return Command("complete", task.assignee, args=args)
    if state.incidents:
        return Command("skip", 0, args={"incident": min(state.incidents)})
    return None


def _take(found: list[Expected], shown: set[int], plan: Plan, outcome: Outcome) -> Process:
    for entry in outcome.changes.entries:
        one = _of_entry(shown, plan, outcome, entry)
        if one is not None:
            found.append(one)
    return outcome.state


def _of_entry(shown: set[int], plan: Plan, outcome: Outcome, entry: Entry) -> Expected | None:
    if entry.type == "copied":
        return Expected(entry.node, "cc", "copied", tuple((one, one) for one in entry.detail["people"]))
    if entry.type == "incident":
        return Expected(entry.node, plan.node(entry.node).kind, "incident", reason=entry.detail["code"])
    is_run = entry.type == "opened" or (entry.type == "auto" and entry.task is None)
    if not is_run or entry.run is None or entry.run in shown or entry.node == START:
        return None
    shown.add(entry.run)
    run = outcome.changes.runs[entry.run]
    status = "auto" if entry.type == "auto" else "expected"
    return _expected(plan, run, list(outcome.changes.tasks.values()), entry.run, status)


def _expected(plan: Plan, run: Run, tasks: list[Task], number: int, status: str) -> Expected:
    people = tuple(
        (task.owner, task.assignee) for task in tasks if task.run == number and task.kind in ("main", "submit")
    )
    kind = node_types.get(plan.node(run.node).kind).key
    return Expected(run.node, kind, status, people, run.reason if status == "auto" else "")
