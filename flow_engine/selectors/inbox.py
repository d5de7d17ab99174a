"""The inbox: what waits for a person, what they started, what they did, and what they were told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from builder.models import User
from flow_engine.models import Copy, Process, Task

from .cursors import Page, after_cursor, take
from .plans import plan_of

MANY = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of an inbox is asked for: an app, words of the title, a page."""

    application: str = ""
    search: str = ""
    limit: int = 20
    cursor: str | None = None


def todo(*, actor: User, limit: int = 20, cursor: str | None = None, application: str = "", search: str = "") -> Page:
    """Return the actor's open tasks, the latest first."""
    wanted = Wanted(application, search, limit, cursor)
    tasks = Task.objects.filter(assignee=actor, state=Task.State.OPEN)
    return _tasks(tasks, wanted, "opened_at")


def done(*, actor: User, limit: int = 20, cursor: str | None = None, application: str = "", search: str = "") -> Page:
    """Return the tasks that the actor has answered, the latest first."""
    wanted = Wanted(application, search, limit, cursor)
    tasks = Task.objects.filter(done_by=actor, state=Task.State.DONE)
    return _tasks(tasks, wanted, "done_at")


def lent(*, actor: User, limit: int = 20, cursor: str | None = None) -> Page:
    """Return the actor's open tasks that a deputy or somebody else has now."""
    tasks = Task.objects.filter(owner=actor, state=Task.State.OPEN).exclude(assignee=actor)
    return _tasks(tasks, Wanted(limit=limit, cursor=cursor), "opened_at")


def started(
    *, actor: User, limit: int = 20, cursor: str | None = None, application: str = "", search: str = ""
) -> Page:
    """Return the processes that the actor started, the latest first."""
    rows = Process.objects.filter(initiator=actor)
    if application:
        rows = rows.filter(application__key=application)
    if search:
        rows = rows.filter(title__icontains=search)
    found, following = take(after_cursor(rows, "started_at", cursor), "started_at", limit)
    details = _shown(process.pk for process in found)
    waiting = _waiting(process.pk for process in found)
    return Page([{**details[process.pk], "waiting_for": waiting.get(process.pk, [])} for process in found], following)


def copies(*, actor: User, limit: int = 20, cursor: str | None = None, unread: bool = False) -> Page:
    """Return what the actor got copies of, the latest first."""
    rows = Copy.objects.filter(user=actor)
    if unread:
        rows = rows.filter(read_at=None)
    found, following = take(after_cursor(rows, "at", cursor), "at", limit)
    details = _shown(copy.process_id for copy in found)
    items = [{**details[copy.process_id], "at": copy.at, "read": copy.read_at is not None} for copy in found]
    return Page(items, following)


def count_todo(actor: User) -> int:
    """Return how many tasks wait for the actor, up to a thousand."""
    return Task.objects.filter(assignee=actor, state=Task.State.OPEN).order_by()[:MANY].count()


def counts(*, actor: User) -> dict[str, int]:
    """Return the numbers shown beside the inbox's tabs."""
    unread = Copy.objects.filter(user=actor, read_at=None).order_by()[:MANY].count()
    return {"todo": count_todo(actor), "copies": unread}


def _tasks(tasks: QuerySet[Task], wanted: Wanted, moment: str) -> Page:
    if wanted.application:
        tasks = tasks.filter(application__key=wanted.application)
    if wanted.search:
        tasks = tasks.filter(title__icontains=wanted.search)
    found, following = take(after_cursor(tasks, moment, wanted.cursor), moment, wanted.limit)
    details = _details(task.process_id for task in found)
    people = dict(
        User.objects.filter(pk__in={one for task in found for one in (task.owner_id, task.assignee_id)}).values_list(
            "pk", "display_name"
        )
    )
    return Page([_task_row(task, details[task.process_id], people) for task in found], following)


def _task_row(task: Task, process: dict[str, Any], people: dict[int, str]) -> dict[str, Any]:
    plan = process["plan"]
    node = plan.nodes.get(task.node)
    return {
        **{key: value for key, value in process.items() if key != "plan"},
        "task": task.pk,
        "node": task.node,
        "node_name": plan.names.get(task.node, ""),
        "kind": node.kind if node is not None else "",
        "batch": bool(node is not None and node.settings.get("actions", {}).get("batch")),
        "assignee": {"id": task.assignee_id, "name": people.get(task.assignee_id, "")},
        "owner": {"id": task.owner_id, "name": people.get(task.owner_id, "")},
        "opened_at": task.opened_at,
        "done_at": task.done_at,
        "outcome": task.outcome,
        "comment": task.comment,
        "seen": task.first_seen_at is not None,
    }


def _details(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return what every row shows of its process; one query."""
    processes = (
        Process.objects.filter(pk__in=set(ids))
        .select_related("flow", "form", "application", "initiator", "version")
        .defer("marking", "version__document", "flow__draft", "form__draft", "application__menu")
    )
    return {
        process.pk: {
            "process": process.pk,
            "title": process.title,
            "status": process.status,
            "status_label": str(process.get_status_display()),
            "application": {
                "key": process.application.key,
                "name": process.application.name,
                "icon": process.application.icon,
                "accent": process.application.accent,
            },
            "flow": process.flow.name,
            "form": process.form.key,
            "record": process.record_id,
            "initiator": {"id": process.initiator_id, "name": process.initiator.display_name},
            "started_at": process.started_at,
            "changed_at": process.changed_at,
            "ended_at": process.ended_at,
            "plan": plan_of(process.version),
        }
        for process in processes
    }


def _shown(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    return {key: {name: one for name, one in row.items() if name != "plan"} for key, row in _details(ids).items()}


def _waiting(ids: Iterable[int]) -> dict[int, list[str]]:
    """Return, by process, the names of those who have open tasks."""
    found: dict[int, list[str]] = {}
    rows = Task.objects.filter(process__in=set(ids), state=Task.State.OPEN).order_by("id")
    for process_id, name in rows.values_list("process_id", "assignee__display_name"):
        found.setdefault(process_id, []).append(name)
    return found
