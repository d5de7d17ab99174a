"""One command applied to one process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .changes import Changes
from .commands import COMMANDS, Command
from .env import Env, Recorder
from .plan import Plan
from .refusal import Refused
from .state import Process
from .stepper import Stepper


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state after a step, what changed on the way, and the command with the answers it got."""

    state: Process
    changes: Changes
    command: Command


def step(plan: Plan, state: Process, command: Command, env: Env | None = None) -> Outcome:
    """Return what the command makes of the state; neither is changed.

    Everything the command causes happens in this one step: next tasks, automatic answers, joins, the end.

    Raises:
        Refused: the command may not happen now; nothing changes.
    """
    if state.is_final:
        raise Refused("FINISHED", status=state.status)
    handler = COMMANDS.get(command.name)
    if handler is None:
        raise Refused("UNKNOWN", name=command.name)
    ask = Recorder(env, command.answers)
    stepper = Stepper(plan, state, ask, command.at)
    handler(stepper, command)
    stepper.drain()
    return Outcome(stepper.state, stepper.changes, replace(command, answers=ask.answers))


def replay(plan: Plan, state: Process, commands: Iterable[Command]) -> Process:
    """Return the state after recorded commands, without asking the world again."""
    for command in commands:
        state = step(plan, state, command).state
    return state
