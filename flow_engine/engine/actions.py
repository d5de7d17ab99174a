"""What may be done with a task: the buttons of its node, and where it can be sent back to."""

from __future__ import annotations

from typing import Any

from .durations import seconds
from .plan import START, Plan
from .refusal import Refused
from .state import Process, Task

DEFAULT_ACTIONS: dict[str, dict[str, Any]] = {
    "approve": {"approve": {}, "reject": {}, "return": {"targets": "initiator"}, "transfer": {}, "cc": {}},
    "fill": {"submit": {}, "transfer": {}, "cc": {}},
    "start": {"submit": {}},
}
ALWAYS = {"approve": "approve", "fill": "submit", "start": "submit"}
URGE_INTERVAL = "PT30M"


def actions_of(plan: Plan, key: str) -> dict[str, Any]:
    """Return the buttons of a node; a node that names none has the usual ones."""
    node = plan.node(key)
    named = node.settings.get("actions")
    if named is None:
        return dict(DEFAULT_ACTIONS.get(node.kind, {}))
    always = ALWAYS.get(node.kind)
    return {always: {}, **named} if always else dict(named)


def action(plan: Plan, key: str, name: str) -> dict[str, Any]:
    """Return the settings of one button.

    Raises:
        Refused: the node does not have it.
    """
    found = actions_of(plan, key).get(name)
    if found is None or found is False:
        raise Refused("NOT_ALLOWED", action=name)
    return found if isinstance(found, dict) else {}


def return_targets(plan: Plan, state: Process, task: Task) -> list[str]:
    """Return the nodes a task may be sent back to, the nearest first."""
    settings = actions_of(plan, task.node).get("return")
    if settings is None or task.kind == "submit":
        return []
    scope = state.scope(state.runs[task.run].token)
    visited = [
        entry["node"]
        for entry in reversed(state.path)
        if entry["node"] != task.node and _reachable(plan, entry["node"], scope)
    ]
    wanted = settings.get("targets", "initiator")
    if wanted == "initiator":
        return [START]
    if wanted == "previous":
        return visited[:1] or [START]
    everywhere = [*visited, START]
    if wanted == "any_visited":
        return everywhere
    named = {START if key == "initiator" else key for key in wanted}
    return [key for key in everywhere if key in named]


def can_withdraw(plan: Plan, state: Process) -> bool:
    """Tell whether the initiator may take the request back now."""
    if state.status not in ("running", "returned"):
        return False
    policy = plan.settings.get("withdraw", "before_first_action")
    return policy == "any_time" or (policy == "before_first_action" and not state.acted)


def next_urge(plan: Plan, state: Process) -> float:
    """Return from what time on somebody may urge."""
    if state.urged_at is None:
        return 0.0
    return state.urged_at + seconds(plan.settings.get("urge_interval", URGE_INTERVAL))


def _reachable(plan: Plan, key: str, scope: tuple[tuple[str, str], ...]) -> bool:
    chain = plan.chain(key)
    return scope[: len(chain)] == chain
