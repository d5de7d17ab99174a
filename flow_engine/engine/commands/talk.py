"""Commands that move nothing: urge, comment, send a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions import next_urge
from ..refusal import Refused
from .base import Command, command, running

if TYPE_CHECKING:
    from ..stepper import Stepper


@command("urge")
def urge(step: Stepper, command: Command) -> None:
    """Remind everybody who has an open task; not more often than the flow allows."""
    running(step)
    allowed_at = next_urge(step.plan, step.state)
    if command.at < allowed_at:
        raise Refused("TOO_SOON", at=allowed_at)
    waiting = {task.assignee for task in step.state.tasks.values() if task.state == "open"} - {command.actor}
    if not waiting:
        raise Refused("NOBODY_WAITS")
    step.state.urged_at = command.at
    step.changes.urged = tuple(sorted(waiting))
    step.log("urged", actor=command.actor, people=sorted(waiting), comment=command.args.get("comment", ""))


@command("comment")
def comment(step: Stepper, command: Command) -> None:
    """Say something in the process's history."""
    text = command.args.get("comment", "").strip()
    if not text:
        raise Refused("COMMENT_REQUIRED")
    step.log("commented", actor=command.actor, comment=text)


@command("cc")
def cc(step: Stepper, command: Command) -> None:
    """Send a copy to more people."""
    people = list(dict.fromkeys(command.args.get("people", ())))
    if not people:
        raise Refused("BAD_TARGET")
    step.send_copies(command.args.get("node", ""), people)
