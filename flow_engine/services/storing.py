"""Write what one step changed, with as few statements as it takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builder.events import Subject
from builder.events.incidents import open_incident
from builder.models import Incident
from flow_engine import engine
from flow_engine.exceptions import ProcessConflict
from flow_engine.models import Copy, HistoryEntry, NodeRun, Process, ProcessCommand, Task
from flow_engine.selectors.states import Loaded

from .stops import describe_stop

UPDATED = ("assignee_id", "owner_id", "state", "outcome", "reason", "transfers")


@dataclass(frozen=True, slots=True)
class Written:
    """One command's outcome on its way into the tables."""

    process: Process
    loaded: Loaded
    outcome: engine.Outcome
    actor_id: int
    now: datetime
    key: str
    comment: str = ""
    opened: dict[int, tuple[int, int]] = field(default_factory=dict)


def write(step: Written) -> None:
    """Write everything; `step.opened` then holds (task id, assignee) of every task that came into an inbox."""
    _write_runs(step)
    _write_new_tasks(step)
    _write_changed_tasks(step)
    _write_history(step)
    _write_copies(step)
    _write_incidents(step)
    _write_process(step)
    _write_command(step)


def _write_runs(step: Written) -> None:
    known = step.loaded.state.runs
    new: list[NodeRun] = []
    closed: dict[tuple[str, str], list[int]] = {}
    for number, run in step.outcome.changes.runs.items():
        is_open = run.status == "open"
        if number in known:
            closed.setdefault((run.status, run.reason), []).append(number)
            continue
        new.append(
            NodeRun(
                process=step.process,
                flow_id=step.process.flow_id,
                number=number,
                node=run.node,
                visit=run.visit,
                status=run.status,
                reason=run.reason,
                opened_at=step.now,
                closed_at=None if is_open else step.now,
            )
        )
    for (status, reason), numbers in closed.items():
        if status != "open":
            rows = NodeRun.objects.filter(process=step.process, number__in=numbers)
            rows.update(status=status, reason=reason, closed_at=step.now)
    if new:
        NodeRun.objects.bulk_create(new)


def _write_new_tasks(step: Written) -> None:
    process = step.process
    new = [
        Task(
            process=process,
            application_id=process.application_id,
            number=number,
            run=task.run,
            node=task.node,
            kind=task.kind,
            parent=task.parent,
            depth=task.depth,
            title=process.title,
            created_at=step.now,
            opened_at=step.now if task.state != "queued" else None,
            done_at=step.now if task.state == "done" else None,
            **{name: _column(task, name) for name in UPDATED},
        )
        for number, task in step.outcome.changes.tasks.items()
        if number not in step.loaded.task_ids
    ]
    if new:
        Task.objects.bulk_create(new)
    for row in new:
        if row.state == "open":
            step.opened[row.number] = (row.pk, row.assignee_id)


def _write_changed_tasks(step: Written) -> None:
    """Update tasks that changed in the same way with one statement each."""
    groups: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for number, task in step.outcome.changes.tasks.items():
        if number in step.loaded.task_ids:
            change = _change(step, number, step.loaded.state.tasks[number], task)
            if change:
                groups.setdefault(tuple(sorted(change.items())), []).append(step.loaded.task_ids[number])
    for change_items, ids in groups.items():
        Task.objects.filter(pk__in=ids).update(**dict(change_items))


def _change(step: Written, number: int, before: engine.Task, after: engine.Task) -> dict[str, Any]:
    change = {name: _column(after, name) for name in UPDATED if _column(before, name) != _column(after, name)}
    if after.state == "open" and ("state" in change or "assignee_id" in change):
        change["opened_at"] = step.now
        change["first_seen_at"] = None
        step.opened[number] = (step.loaded.task_ids[number], after.assignee)
    if change.get("state") in ("done", "after") and number == step.outcome.command.args.get("task"):
        change.update(done_at=step.now, done_by_id=step.actor_id, comment=step.comment, draft_comment="")
    elif change.get("state") in ("done", "cancelled"):
        change["done_at"] = step.now
    return change


def _column(task: engine.Task, name: str) -> Any:
    return getattr(task, name.removesuffix("_id"))


def _write_history(step: Written) -> None:
    entries = step.outcome.changes.entries
    HistoryEntry.objects.bulk_create(
        [
            HistoryEntry(
                process=step.process,
                number=entry.number,
                type=entry.type,
                node=entry.node,
                run=entry.run,
                task=entry.task,
                actor_id=entry.detail.get("actor"),
                at=step.now,
                detail={name: value for name, value in entry.detail.items() if name != "actor"},
            )
            for entry in entries
        ]
    )


def _write_copies(step: Written) -> None:
    copies = [
        Copy(
            process=step.process,
            user_id=person,
            sent_by_id=step.actor_id,
            node=node,
            submission=step.outcome.state.submission,
            at=step.now,
        )
        for node, people in step.outcome.changes.copies
        for person in people
    ]
    if copies:
        Copy.objects.bulk_create(copies, ignore_conflicts=True)


def _write_incidents(step: Written) -> None:
    process = step.process
    for number, reason in step.outcome.changes.incidents_closed.items():
        Incident.objects.filter(process_id=process.pk, state=Incident.State.OPEN, detail__number=number).update(
            state=Incident.State.RESOLVED, resolved_at=step.now, resolved_by_id=step.actor_id, resolution=reason
        )
    for number, incident in step.outcome.state.incidents.items():
        if number in step.outcome.changes.incidents_opened:
            open_incident(
                code=incident.code.lower(),
                message=describe_stop(process.title, incident),
                detail=_incident_detail(number, incident),
                subject=Subject(
                    application_id=process.application_id,
                    form_id=process.form_id,
                    record_id=process.record_id,
                    process_id=process.pk,
                ),
            )


def _incident_detail(number: int, incident: engine.Incident) -> dict[str, Any]:
    return {"number": number, "node": incident.node, "message": incident.message}


def _write_process(step: Written) -> None:
    """Write the marking; the revision is a second guard besides the lock.

    Raises:
        ProcessConflict: somebody else has written in between.
    """
    process, state = step.process, step.outcome.state
    before = process.revision
    process.revision = before + 1
    process.status = state.status
    process.submission = state.submission
    process.marking = state.marking()
    process.incident_count = len(state.incidents)
    process.changed_at = step.now
    process.ended_at = step.now if state.is_final else None
    changed = Process.objects.filter(pk=process.pk, revision=before).update(
        revision=process.revision,
        status=process.status,
        submission=process.submission,
        marking=process.marking,
        incident_count=process.incident_count,
        changed_at=process.changed_at,
        ended_at=process.ended_at,
    )
    if not changed:
        raise ProcessConflict


def _write_command(step: Written) -> None:
    ProcessCommand.objects.create(
        process=step.process,
        key=step.key,
        sequence=step.process.revision,
        actor_id=step.actor_id,
        body=step.outcome.command.as_dict(),
        result={"status": step.process.status, "revision": step.process.revision},
        at=step.now,
    )
