"""Commands that change who works: transfer, take back from a deputy, reassign, add people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actions import action
from ..refusal import Refused
from ..state import UNFINISHED, Task
from ..work import pump, touch
from .base import Command, command, own_open_task, running, task_number

if TYPE_CHECKING:
    from ..stepper import Stepper

MAX_TRANSFERS = 10
POSITIONS = {"before": "add_before", "after": "add_after", "parallel": "add_parallel"}


@command("transfer")
def transfer(step: Stepper, command: Command) -> None:
    """Give one's task to somebody else; the vote stays one vote."""
    number, task = own_open_task(step, command)
    running(step)
    action(step.plan, task.node, "transfer")
    person = command.args.get("to")
    if not isinstance(person, int) or person == command.actor:
        raise Refused("BAD_TARGET")
    if task.transfers >= MAX_TRANSFERS:
        raise Refused("RANGE")
    _hand_over(step, number, task, person)
    task.transfers += 1
    step.log(
        "transferred",
        task.node,
        run=task.run,
        task=number,
        actor=command.actor,
        to=person,
        comment=command.args.get("comment", ""),
    )


@command("recall")
def recall(step: Stepper, command: Command) -> None:
    """Take one's own task back from a deputy while it is open."""
    running(step)
    number = task_number(step, command)
    task = step.state.tasks[number]
    if task.owner != command.actor or task.assignee == command.actor:
        raise Refused("NOT_YOURS")
    if task.state != "open":
        raise Refused("TASK_NOT_OPEN", state=task.state)
    _hand_over(step, number, task, command.actor)
    step.log("recalled", task.node, run=task.run, task=number, actor=command.actor)


@command("reassign")
def reassign(step: Stepper, command: Command) -> None:
    """Give a task, or a node nobody was found for, to other people; for administrators."""
    incident_number = command.args.get("incident")
    if incident_number is not None:
        _seat_incident(step, command, incident_number)
        return
    running(step)
    number = task_number(step, command)
    task = step.state.tasks[number]
    person = command.args.get("to")
    if task.state not in ("open", "queued") or not isinstance(person, int):
        raise Refused("TASK_NOT_OPEN", state=task.state)
    _hand_over(step, number, task, person)
    task.owner = person
    step.log(
        "reassigned",
        task.node,
        run=task.run,
        task=number,
        actor=command.actor,
        to=person,
        comment=command.args.get("comment", ""),
    )


@command("add_sign")
def add_sign(step: Stepper, command: Command) -> None:
    """Ask more people, before oneself, after oneself, or as further voters."""
    number, task = own_open_task(step, command)
    running(step)
    position = command.args.get("position", "")
    settings = action(step.plan, task.node, POSITIONS.get(position, ""))
    people = _new_people(step, task, command)
    if len(people) > settings.get("max", 10):
        raise Refused("RANGE", max=settings.get("max", 10))
    _may_add(step, number, task, position)
    if position == "parallel":
        _add_voters(step, number, task, people)
    else:
        _add_helpers(step, number, task, people, position)
    step.log(
        "added",
        task.node,
        run=task.run,
        task=number,
        actor=command.actor,
        people=people,
        position=position,
        comment=command.args.get("comment", ""),
    )


def _new_people(step: Stepper, task: Task, command: Command) -> list[int]:
    busy = step.state.busy(task.run)
    people = [one for one in dict.fromkeys(command.args.get("people", ())) if one not in busy]
    if not people:
        raise Refused("ALREADY_ASSIGNEE")
    return people


def _may_add(step: Stepper, number: int, task: Task, position: str) -> None:
    # Added people cannot add again, and one task has helpers on one side only.
    if task.depth >= 1 or (position == "parallel" and task.parent is not None):
        raise Refused("DEPTH")
    kinds = {one.kind for one in step.state.tasks.values() if one.parent == number and one.state in UNFINISHED}
    if position != "parallel" and kinds - {position}:
        raise Refused("DEPTH")


def _add_voters(step: Stepper, number: int, task: Task, people: list[int]) -> None:
    order = step.state.runs[task.run].order
    place = order.index(number) + 1
    for person in people:
        added = step.number()
        step.state.tasks[added] = Task(task.run, task.node, person, person, task.kind, depth=1)
        order.insert(place, added)
        place += 1
        touch(step, added)
    pump(step, task.run)


def _add_helpers(step: Stepper, number: int, task: Task, people: list[int], position: str) -> None:
    for person in people:
        added = step.number()
        state = "open" if position == "before" else "queued"
        step.state.tasks[added] = Task(
            task.run, task.node, person, person, position, state, parent=number, depth=task.depth + 1
        )
        touch(step, added)
    if position == "before":
        task.state = "waiting"
        touch(step, number)


def _hand_over(step: Stepper, number: int, task: Task, person: int) -> None:
    if task.kind == "submit":
        raise Refused("NOT_ALLOWED", action="transfer")
    if person in step.state.busy(task.run):
        raise Refused("ALREADY_ASSIGNEE", person=person)
    barred = step.work_of(task.node).distinct_from
    past = {one for entry in step.state.path if entry["node"] in barred for vote in entry["votes"] for one in vote}
    if person in past or ("initiator" in barred and person == step.state.initiator):
        raise Refused("RANGE", person=person)
    task.assignee = person
    touch(step, number)


def _seat_incident(step: Stepper, command: Command, number: int) -> None:
    incident = step.state.incidents.get(number)
    people = list(dict.fromkeys(command.args.get("people", ())))
    if incident is None:
        raise Refused("INCIDENT_GONE")
    if incident.code != "NO_ASSIGNEE" or not people:
        raise Refused("BAD_TARGET")
    step.close_incident(number, "reassigned")
    step.state.tokens[incident.token].back = {"people": people}
    step.schedule(incident.token, incident.node)
