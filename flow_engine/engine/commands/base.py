"""What every command carries, and the checks they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..refusal import Refused
from ..state import Task

if TYPE_CHECKING:
    from ..stepper import Stepper


@dataclass(frozen=True, slots=True)
class Command:
    """One request: its name, who asks, when, and the rest; `answers` is what the world said when it ran first."""

    name: str
    actor: int
    at: float = 0.0
    args: Mapping[str, Any] = field(default_factory=dict)
    answers: list[Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the command as JSON values, ready to be replayed."""
        return {
            "name": self.name,
            "actor": self.actor,
            "at": self.at,
            "args": dict(self.args),
            "answers": self.answers,
        }


Handler = Callable[["Stepper", Command], None]
COMMANDS: dict[str, Handler] = {}


def command(name: str) -> Callable[[Handler], Handler]:
    """Register the handler of a command."""

    def register(handler: Handler) -> Handler:
        COMMANDS[name] = handler
        return handler

    return register


def running(step: Stepper) -> None:
    """Refuse unless the process runs."""
    if step.state.status != "running":
        raise Refused("STATE", status=step.state.status)


def initiator_only(step: Stepper, command: Command) -> None:
    """Refuse unless the initiator asks."""
    if command.actor != step.state.initiator:
        raise Refused("NOT_YOURS")


def task_number(step: Stepper, command: Command) -> int:
    """Return the number of the task the command names.

    Raises:
        Refused: it is gone.
    """
    number = command.args.get("task")
    if not isinstance(number, int) or number not in step.state.tasks:
        raise Refused("TASK_GONE")
    return number


def own_open_task(step: Stepper, command: Command) -> tuple[int, Task]:
    """Return the open task the command names, when it is the actor's.

    Raises:
        Refused: it is gone, not open, or somebody else's.
    """
    number = task_number(step, command)
    task = step.state.tasks[number]
    if task.assignee != command.actor:
        raise Refused("NOT_YOURS")
    if task.state != "open":
        raise Refused("TASK_NOT_OPEN", state=task.state)
    return number, task
