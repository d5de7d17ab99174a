"""What is true of every process after every step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .plan import Plan
from .state import UNFINISHED, Process

INACTIVE = frozenset({"draft", "approved", "rejected", "cancelled", "terminated"})


def violations(plan: Plan, state: Process) -> list[str]:
    """Return every broken invariant, by its number; an empty list for a sound state."""
    if state.status in INACTIVE:
        left = state.tokens or state.runs or state.tasks or state.incidents
        return ["I1 something is left over"] if left else []
    return [*_tokens(state), *_holds(state), *_forks(plan, state), *_places(plan, state), *_work(state)]


def _tokens(state: Process) -> Iterator[str]:
    roots = [token for token in state.tokens.values() if token.parent is None]
    if len(roots) != 1 or all(token.is_fork for token in state.tokens.values()):
        yield "I2 not exactly one root, or no active token"
    for number, token in state.tokens.items():
        if token.parent is not None and token.parent not in state.tokens:
            yield f"I2 token {number} has lost its parent"


def _holds(state: Process) -> Iterator[str]:
    held = Counter(run.token for run in state.runs.values())
    held.update(incident.token for incident in state.incidents.values())
    for number, token in state.tokens.items():
        if held[number] != (0 if token.is_fork else 1):
            yield f"I3 token {number} is held by {held[number]} things"
    for number in held:
        if number not in state.tokens:
            yield f"I3 something holds token {number}, which is gone"


def _forks(plan: Plan, state: Process) -> Iterator[str]:
    for number, token in state.tokens.items():
        children = [state.tokens[child] for child in state.children(number)]
        if not token.is_fork:
            if children:
                yield f"I4 token {number} has children but no open lanes"
            continue
        lanes = {lane.key for lane in plan.node(token.node).lanes}
        own = [child.lane for child in children]
        if not children or len(children) + token.done != token.opened:
            yield f"I4 fork {number} has lost or doubled a token"
        if len(set(own)) != len(own) or not set(own) <= lanes:
            yield f"I4 fork {number} has a lane twice, or one that is not its own"


def _places(plan: Plan, state: Process) -> Iterator[str]:
    for number, token in state.tokens.items():
        if token.node not in plan.nodes or state.scope(number) != plan.chain(token.node):
            yield f"I5 token {number} is outside its lane"


def _work(state: Process) -> Iterator[str]:
    for number in state.runs:
        if not any(state.tasks[task].state == "open" for task in state.tasks_of(number)):
            yield f"I6 nobody can act in run {number}"
        people = [task.assignee for task in state.tasks.values() if task.run == number and task.state in UNFINISHED]
        if len(people) != len(set(people)):
            yield f"I7 somebody is asked twice in run {number}"
    for number, task in state.tasks.items():
        if task.run not in state.runs:
            yield f"I8 task {number} belongs to no open run"
        parent = state.tasks.get(task.parent) if task.parent is not None else None
        if task.state in UNFINISHED and parent is not None and parent.state not in UNFINISHED:
            yield f"I8 task {number} helps with a task that is over"
