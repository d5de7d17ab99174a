"""Answer tasks: approve, reject, submit, send back, hand over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.exceptions import DomainError, Invalid, Problem
from builder.models import User
from flow_engine.exceptions import ProcessConflict
from flow_engine.models import Copy, Task
from flow_engine.selectors.plans import plan_of
from flow_engine.selectors.tasks import place_of_task

from .execution import Request, Result, execute

LARGEST_BATCH = 200


def approve_task(
    *,
    actor: User,
    task_id: int,
    comment: str = "",
    data: Mapping[str, Any] | None = None,
    revision: int | None = None,
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Approve a task.

    Raises:
        NotFound: there is no such task for the actor.
        TaskRefused: it is not the actor's.
        ProcessConflict: it is not open any more.
        AnswerIncomplete: a comment or field is missing, or a field may not be changed here.
    """
    request = Request(
        "complete", {"outcome": "approve", "comment": comment}, data, revision=revision, key=command_id, via=via
    )
    return _answer(actor, task_id, request)


def reject_task(
    *,
    actor: User,
    task_id: int,
    comment: str = "",
    data: Mapping[str, Any] | None = None,
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Reject a task; raises as `approve_task`."""
    request = Request("complete", {"outcome": "reject", "comment": comment}, data, key=command_id, via=via)
    return _answer(actor, task_id, request)


def submit_task(
    *,
    actor: User,
    task_id: int,
    comment: str = "",
    data: Mapping[str, Any] | None = None,
    revision: int | None = None,
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Hand in work without a decision, or a request that came back; raises as `approve_task`."""
    request = Request(
        "complete", {"outcome": "submit", "comment": comment}, data, revision=revision, key=command_id, via=via
    )
    return _answer(actor, task_id, request)


def return_task(
    *,
    actor: User,
    task_id: int,
    target: str | None = None,
    after: str | None = None,
    comment: str = "",
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Send the process back to an earlier node, to the nearest allowed one when none is named."""
    args = {"target": target, "after": after, "comment": comment}
    return _answer(actor, task_id, Request("return", args, key=command_id, via=via))


def transfer_task(
    *, actor: User, task_id: int, to: int, comment: str = "", command_id: str | None = None, via: str = "form"
) -> Result:
    """Give one's task to somebody else."""
    _require_active([to], "to")
    args = {"to": to, "comment": comment}
    return _answer(actor, task_id, Request("transfer", args, key=command_id, via=via))


def recall_task(*, actor: User, task_id: int, command_id: str | None = None, via: str = "form") -> Result:
    """Take one's own task back from a deputy."""
    return _answer(actor, task_id, Request("recall", {}, key=command_id, via=via))


def add_people(
    *,
    actor: User,
    task_id: int,
    people: Sequence[int],
    position: str,
    comment: str = "",
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Ask more people: `before` oneself, `after` oneself, or `parallel` as further voters."""
    _require_active(people, "people")
    args = {"people": list(people), "position": position, "comment": comment}
    return _answer(actor, task_id, Request("add_sign", args, key=command_id, via=via))


def approve_tasks(
    *, actor: User, task_ids: Sequence[int], comment: str = "", via: str = "form"
) -> list[dict[str, Any]]:
    """Approve several tasks, each in a transaction of its own; return what became of each.

    Only nodes that allow it take part in a batch.

    Raises:
        Invalid: there are too many.
    """
    if len(task_ids) > LARGEST_BATCH:
        message = _("Approve at most %(most)s tasks at a time.")
        raise Invalid(problems=[Problem("tasks", "range", message, {"most": LARGEST_BATCH})])
    return [_approve_one(actor, task_id, comment, via) for task_id in dict.fromkeys(task_ids)]


@transaction.atomic
def save_comment(*, actor: User, task_id: int, comment: str) -> None:
    """Keep what the actor has written so far, without answering."""
    place_of_task(actor=actor, task_id=task_id)
    Task.objects.filter(pk=task_id, assignee=actor, state=Task.State.OPEN).update(draft_comment=comment)


@transaction.atomic
def mark_task_seen(*, actor: User, task_id: int) -> None:
    """Note when the assignee first looked at a task."""
    Task.objects.filter(pk=task_id, assignee=actor, first_seen_at=None).update(first_seen_at=timezone.now())


@transaction.atomic
def mark_copies_read(*, actor: User, process_id: int) -> None:
    """Note that the actor has read their copies of a process."""
    Copy.objects.filter(process=process_id, user=actor, read_at=None).update(read_at=timezone.now())


def _answer(actor: User, task_id: int, request: Request) -> Result:
    return execute(actor=actor, request=request, task_id=task_id)


def _approve_one(actor: User, task_id: int, comment: str, via: str) -> dict[str, Any]:
    try:
        _require_batch(actor, task_id)
        result = approve_task(actor=actor, task_id=task_id, comment=comment, via=via)
    except DomainError as error:
        return {"task_id": task_id, "ok": False, "code": error.code, "detail": str(error.detail)}
    return {"task_id": task_id, "ok": True, "status": result.status}


def _require_batch(actor: User, task_id: int) -> None:
    place = place_of_task(actor=actor, task_id=task_id)
    task = Task.objects.select_related("process__version").get(pk=place.task_id)
    settings = plan_of(task.process.version).node(task.node).settings
    if not settings.get("actions", {}).get("batch"):
        raise ProcessConflict(_("This step cannot be approved together with others."), extra={"reason": "not_in_batch"})


def _require_active(people: Sequence[int], path: str) -> None:
    active = User.objects.filter(pk__in=list(people), is_active=True, is_system=False).count()
    if not people or active < len(set(people)):
        raise Invalid(problems=[Problem(path, "unknown", _("Choose people who are still there."))])
