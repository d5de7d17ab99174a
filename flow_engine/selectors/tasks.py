"""Find tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import User
from flow_engine.engine.actions import actions_of, return_targets
from flow_engine.models import Task

from .fields import field_rights
from .plans import plan_of
from .states import load_state


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task is."""

    task_id: int
    process_id: int
    number: int


def place_of_task(*, actor: User, task_id: int) -> Place:
    """Return where a task is, to those who have to do with its process.

    Raises:
        NotFound: there is no such task, or none the actor may know of.
    """
    row = Task.objects.filter(pk=task_id).values_list("process_id", "number", "assignee_id", "owner_id").first()
    if row is None or (actor.pk not in row[2:] and not _takes_part(actor, row[0])):
        raise NotFound(_("There is no such task."))
    return Place(task_id, row[0], row[1])


def get_task(*, actor: User, task_id: int) -> dict[str, Any]:
    """Return a task with what the actor may do with it.

    Raises:
        NotFound: there is no such task, or none the actor may know of.
    """
    place_of_task(actor=actor, task_id=task_id)
    found = Task.objects.select_related("process__version", "process__form", "assignee", "owner").get(pk=task_id)
    return describe_task(actor, found)


def task_for(*, actor: User, process_id: int) -> dict[str, Any] | None:
    """Return the actor's open task in a process, with its buttons and field rights; None when they have none."""
    found = (
        Task.objects.filter(process=process_id, assignee=actor, state=Task.State.OPEN)
        .select_related("process__version", "process__form", "assignee", "owner")
        .order_by("id")
        .first()
    )
    return None if found is None else describe_task(actor, found)


def describe_task(actor: User, task: Task) -> dict[str, Any]:
    """Return a task as JSON values."""
    process = task.process
    plan = plan_of(process.version)
    node = plan.node(task.node)
    mine = task.assignee_id == actor.pk and task.state == Task.State.OPEN
    return {
        "id": task.pk,
        "process": process.pk,
        "application": process.application_id,
        "form": process.form.key,
        "record": process.record_id,
        "title": task.title,
        "node": task.node,
        "node_name": plan.names.get(task.node, ""),
        "kind": node.kind,
        "state": task.state,
        "outcome": task.outcome,
        "reason": task.reason,
        "assignee": {"id": task.assignee_id, "name": task.assignee.display_name},
        "owner": {"id": task.owner_id, "name": task.owner.display_name},
        "opened_at": task.opened_at,
        "done_at": task.done_at,
        "comment": task.comment,
        "draft_comment": task.draft_comment if mine else "",
        "comment_rule": node.settings.get("comment", "optional"),
        "fields": node.settings.get("fields", {}),
        "actions": _buttons(task) if mine else {},
        "can_recall": task.owner_id == actor.pk != task.assignee_id and task.state == Task.State.OPEN,
    }


def task_masks(*, actor: User, process_id: int, fields: list[str]) -> dict[str, str] | None:
    """Return how the actor's open task shows the record's fields; None when they have no open task."""
    task = (
        Task.objects.filter(process=process_id, assignee=actor, state=Task.State.OPEN)
        .select_related("process__version")
        .order_by("id")
        .first()
    )
    if task is None:
        return None
    rights = plan_of(task.process.version).node(task.node).settings.get("fields", {})
    return field_rights(task.node, rights, fields)


def _buttons(task: Task) -> dict[str, Any]:
    """Return the buttons of a task; `return` tells where to, with the names of the nodes."""
    plan = plan_of(task.process.version)
    if task.kind == "submit":
        return {"submit": {}}
    buttons = {name: button for name, button in actions_of(plan, task.node).items() if button is not False}
    buttons.pop("batch", None)
    if "return" in buttons:
        state = load_state(task.process).state
        targets = return_targets(plan, state, state.tasks[task.number])
        named = [{"node": key, "name": plan.names.get(key, "")} for key in targets]
        if named:
            buttons["return"] = {**buttons["return"], "targets": named}
        else:
            buttons.pop("return")
    return buttons


def _takes_part(actor: User, process_id: int) -> bool:
    mine = Q(assignee=actor) | Q(owner=actor) | Q(process__initiator=actor)
    return actor.is_staff or Task.objects.filter(mine, process=process_id).exists()
