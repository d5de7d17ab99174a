"""Commands that answer a task: complete it, or send it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..actions import action, actions_of, return_targets
from ..refusal import Refused
from ..state import Task
from ..work import send_back, settle, touch
from .base import Command, command, own_open_task, running
from .lifecycle import submit

if TYPE_CHECKING:
    from ..stepper import Stepper


@command("complete")
def complete(step: Stepper, command: Command) -> None:
    """Approve, reject or submit a task."""
    number, task = own_open_task(step, command)
    if task.kind == "submit":
        submit(step, command)
        return
    running(step)
    outcome = command.args.get("outcome", "")
    positive = step.work_of(task.node).positive
    if outcome not in (positive, "reject") or (outcome == "reject" and positive == "submit"):
        raise Refused("NOT_ALLOWED", action=outcome)
    if outcome not in actions_of(step.plan, task.node):
        raise Refused("NOT_ALLOWED", action=outcome)
    _want_comment(step, task, command, negative=outcome == "reject")
    step.state.acted = True
    _log_answer(step, number, command, outcome)
    settle(step, number, outcome)


@command("return")
def send_task_back(step: Stepper, command: Command) -> None:
    """Send the flow back to an earlier node; one person decides, votes do not count."""
    number, task = own_open_task(step, command)
    running(step)
    settings = action(step.plan, task.node, "return")
    targets = return_targets(step.plan, step.state, task)
    target = command.args.get("target") or (targets[0] if targets else "")
    if target not in targets:
        raise Refused("TARGET_NOT_REACHABLE" if target in step.plan.nodes else "BAD_TARGET", target=target)
    if step.state.returns >= settings.get("max_times", 20):
        raise Refused("RETURN_LIMIT")
    _want_comment(step, task, command, negative=True)
    then = _way_back(step, task, target, settings, command)
    step.state.acted = True
    task.state, task.outcome = "done", "return"
    touch(step, number)
    _log_answer(step, number, command, "return", target=target, direct=then is not None)
    send_back(step, step.state.runs[task.run].token, target, then)


def _way_back(
    step: Stepper, task: Task, target: str, settings: dict[str, Any], command: Command
) -> dict[str, Any] | None:
    """Return where to go on directly after the target has been done again; None to run everything again."""
    policy = settings.get("after", "restart")
    if policy == "choose":
        policy = command.args.get("after") or "restart"
    if policy != "direct" or step.plan.chain(target) != step.plan.chain(task.node):
        return None
    votes = []
    if settings.get("keep_votes", True):
        positive = step.work_of(task.node).positive
        given = [step.state.tasks[key] for key in step.state.runs[task.run].order]
        votes = [one.owner for one in given if one.state == "done" and one.outcome == positive]
    return {"node": task.node, "votes": votes}


def _want_comment(step: Stepper, task: Task, command: Command, *, negative: bool) -> None:
    rule = step.plan.node(task.node).settings.get("comment", "optional")
    wanted = rule == "required" or (rule == "required_on_reject" and negative)
    if wanted and not command.args.get("comment", "").strip():
        raise Refused("COMMENT_REQUIRED")


def _log_answer(step: Stepper, number: int, command: Command, outcome: str, **detail: Any) -> None:
    task = step.state.tasks[number]
    if task.owner != command.actor:
        detail["owner"] = task.owner
    step.log(
        "answered",
        task.node,
        run=task.run,
        task=number,
        actor=command.actor,
        outcome=outcome,
        comment=command.args.get("comment", ""),
        **detail,
    )
