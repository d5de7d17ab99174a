"""Commands about the whole process: submit, withdraw, cancel, terminate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions import can_withdraw
from ..refusal import Refused
from ..work import settle
from .base import Command, command, initiator_only

if TYPE_CHECKING:
    from ..stepper import Stepper


@command("submit")
def submit(step: Stepper, command: Command) -> None:
    """Start a draft, or send a returned request on its way again."""
    state = step.state
    if state.status == "returned":
        number = next((key for key, task in state.tasks.items() if task.kind == "submit"), None)
        if number is None:
            raise Refused("STATE", status=state.status)
        if command.actor != state.tasks[number].assignee:
            raise Refused("NOT_YOURS")
        state.submission += 1
        state.acted = False
        step.log("resubmitted", actor=command.actor)
        settle(step, number, "submit")
        return
    if state.status != "draft":
        raise Refused("STATE", status=state.status)
    initiator_only(step, command)
    state.status = "running"
    state.submission += 1
    step.log("started" if state.submission == 1 else "resubmitted", actor=command.actor)
    step.begin()


@command("withdraw")
def withdraw(step: Stepper, command: Command) -> None:
    """Take the request back to a draft; all work on it is cancelled."""
    initiator_only(step, command)
    state = step.state
    if state.status not in ("running", "returned"):
        raise Refused("STATE", status=state.status)
    if not can_withdraw(step.plan, state):
        raise Refused("ALREADY_ACTED" if state.acted else "NOT_ALLOWED")
    comment = command.args.get("comment", "")
    if state.acted and not comment:
        raise Refused("COMMENT_REQUIRED")
    step.stop("withdrawn")
    state.status = "draft"
    state.acted = False
    state.path, state.passed = [], []
    step.log("withdrawn", actor=command.actor, comment=comment)


@command("cancel")
def cancel(step: Stepper, command: Command) -> None:
    """Give the request up for good."""
    initiator_only(step, command)
    if step.state.status == "running" and step.plan.settings.get("withdraw") != "any_time":
        raise Refused("NOT_ALLOWED", action="cancel")
    _end(step, command, "cancelled")


@command("terminate")
def terminate(step: Stepper, command: Command) -> None:
    """End the process by an administrator's decision; a reason is needed."""
    if not command.args.get("comment"):
        raise Refused("COMMENT_REQUIRED")
    _end(step, command, "terminated")


def _end(step: Stepper, command: Command, status: str) -> None:
    step.stop(status)
    step.state.status = status
    step.log("finished", result=status, actor=command.actor, comment=command.args.get("comment", ""))
