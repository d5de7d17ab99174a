"""Find processes, and tell their story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import Application, User
from builder.permissions import access_to, require
from flow_engine.engine.actions import can_withdraw, next_urge
from flow_engine.models import Copy, HistoryEntry, Process, Task
from forms_engine.models import Form
from forms_engine.selectors.records import require_visible

from .plans import plan_of
from .states import load_state
from .telling import tell

TOLD = frozenset(
    {
        "started",
        "resubmitted",
        "answered",
        "auto",
        "returned",
        "transferred",
        "recalled",
        "reassigned",
        "added",
        "withdrawn",
        "urged",
        "commented",
        "copied",
        "incident",
        "incident_closed",
        "jumped",
        "finished",
    }
)


def get_process(*, actor: User, process_id: int) -> Process:
    """Return a process.

    Raises:
        NotFound: there is none, or none the actor may see.
    """
    found = (
        Process.objects.filter(pk=process_id)
        .select_related("version", "form__application", "application", "initiator", "flow")
        .first()
    )
    if found is None or not _may_see(actor, found):
        raise NotFound(_("There is no such process."))
    return found


def require_seen(*, actor: User, process_id: int) -> None:
    """Let nobody pass who may not see the process."""
    get_process(actor=actor, process_id=process_id)


def require_manager(*, actor: User, process_id: int) -> None:
    """Let only those pass who look after the flow: who may publish in the app.

    Raises:
        NotFound: there is no such process.
        NotAllowed: the actor may not.
    """
    process = Process.objects.filter(pk=process_id).select_related("application").first()
    if process is None:
        raise NotFound(_("There is no such process."))
    require(access_to(actor, process.application), "publish")


def processes_of_record(*, actor: User, form: Form, record_id: int) -> list[dict[str, Any]]:
    """Return the processes about a record, the latest first; empty when the actor may not see the record."""
    found = (
        Process.objects.filter(form=form, record_id=record_id)
        .select_related("version", "application", "initiator", "flow", "form")
        .order_by("-id")
    )
    processes = list(found)
    for process in processes:
        process.form = form
    return [describe_process(actor, process) for process in processes[:50] if _may_see(actor, process)]


def latest_process(*, actor: User, application: Application, form_key: str, record_id: int) -> int | None:
    """Return the latest process about a record; None when there is none the actor may see."""
    found = Process.objects.filter(application=application, form__key=form_key, record_id=record_id)
    process = found.select_related("form", "application").order_by("-id").first()
    return process.pk if process is not None and _may_see(actor, process) else None


def process_timeline(*, actor: User, process_id: int) -> list[dict[str, Any]]:
    """Return what happened to a process, the oldest first, ready to be shown.

    Every entry has `type`, `at`, `actor`, `node`, `node_name`, `text` (one sentence in the reader's language),
    `comment`, `outcome`, `people` and `tone` (positive, negative, warning or neutral).
    """
    process = get_process(actor=actor, process_id=process_id)
    names = plan_of(process.version).names
    entries = list(
        HistoryEntry.objects.filter(process=process, type__in=TOLD).select_related("actor").order_by("number")
    )
    people = _people(entries)
    return [tell(entry, names, people) for entry in entries]


def open_tasks(*, actor: User, process_id: int) -> list[dict[str, Any]]:
    """Return who has to act now."""
    process = get_process(actor=actor, process_id=process_id)
    names = plan_of(process.version).names
    tasks = Task.objects.filter(process=process, state=Task.State.OPEN).select_related("assignee", "owner")
    return [
        {
            "id": task.pk,
            "node": task.node,
            "node_name": names.get(task.node, ""),
            "kind": task.kind,
            "assignee": {"id": task.assignee_id, "name": task.assignee.display_name},
            "owner": {"id": task.owner_id, "name": task.owner.display_name},
            "opened_at": task.opened_at,
            "seen": task.first_seen_at is not None,
        }
        for task in tasks.order_by("id")
    ]


def describe_process(actor: User, process: Process) -> dict[str, Any]:
    """Return a process as JSON values, with what the actor may do with it as a whole."""
    plan = plan_of(process.version)
    state = load_state(process).state
    is_initiator = actor.pk == process.initiator_id
    active = process.status in Process.ACTIVE
    return {
        "id": process.pk,
        "flow": {"key": process.flow.key, "name": process.flow.name, "version": process.version.number},
        "application": process.application.key,
        "form": process.form.key,
        "record": process.record_id,
        "title": process.title,
        "status": process.status,
        "status_label": str(process.get_status_display()),
        "initiator": {"id": process.initiator_id, "name": process.initiator.display_name},
        "submission": process.submission,
        "started_at": process.started_at,
        "changed_at": process.changed_at,
        "ended_at": process.ended_at,
        "incidents": process.incident_count,
        "can": {
            "withdraw": is_initiator and can_withdraw(plan, state),
            "submit": is_initiator and process.status in ("draft", "returned"),
            "cancel": is_initiator and process.status in ("draft", "returned"),
            "urge": process.status == "running",
            "comment": active,
            "manage": access_to(actor, process.application).can("publish"),
        },
        "urge_after": next_urge(plan, state) or None,
        "nodes": _node_states(process, state.visits),
    }


def _node_states(process: Process, visits: Mapping[str, int]) -> dict[str, Any]:
    """Return, for the drawing, how each visited node stands: current, done, or stopped."""
    open_nodes = {run["node"] for run in process.marking.get("runs", {}).values()}
    stopped = {one["node"] for one in process.marking.get("incidents", {}).values()}
    return {
        key: {
            "state": "stopped" if key in stopped else "current" if key in open_nodes else "done",
            "visits": count,
        }
        for key, count in visits.items()
    }


def _may_see(actor: User, process: Process) -> bool:
    if actor.pk == process.initiator_id or actor.is_staff or actor.is_system:
        return True
    if Task.objects.filter(Q(assignee=actor) | Q(owner=actor) | Q(done_by=actor), process=process).exists():
        return True
    if Copy.objects.filter(process=process, user=actor).exists():
        return True
    if access_to(actor, process.application).can("publish"):
        return True
    return _sees_record(actor, process)


def _sees_record(actor: User, process: Process) -> bool:
    form = process.form
    form.application = process.application
    try:
        require_visible(actor, form, process.record_id)
    except NotFound:
        return False
    return True


def _people(entries: list[HistoryEntry]) -> dict[int, str]:
    ids = {
        one
        for entry in entries
        for one in [*entry.detail.get("people", ()), entry.detail.get("to"), entry.detail.get("owner")]
        if one is not None
    }
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "display_name"))
