"""Give the tasks of somebody who has left to others."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from builder.events import Subject
from builder.events.incidents import open_incident
from builder.events.jobs import JobRequest, enqueue_all
from builder.exceptions import DomainError
from builder.models import User
from builder.organization import chain_of, deputy_of, system_user
from flow_engine.models import Task

from .execution import Request, execute

HAND_OVER_JOB = "flow_hand_over"
UNFINISHED = (Task.State.OPEN, Task.State.QUEUED)


@transaction.atomic
def hand_over_tasks(*, person_id: int, event_id: int) -> None:
    """Queue the handing over of every unfinished task of a person, each on its own."""
    tasks = Task.objects.filter(assignee=person_id, state__in=UNFINISHED).values_list("id", flat=True)
    enqueue_all(
        JobRequest(name=HAND_OVER_JOB, key=f"{HAND_OVER_JOB}:{event_id}:{task_id}", payload={"task_id": task_id})
        for task_id in tasks
    )


@transaction.atomic
def hand_over_task(*, task_id: int) -> None:
    """Give one task of somebody who has left to their deputy, a manager, or whoever looks after the flow.

    When nobody can take it, it becomes an incident.
    """
    task = (
        Task.objects.filter(pk=task_id, state__in=UNFINISHED, assignee__is_active=False)
        .select_related("assignee", "application", "process__version__published_by")
        .first()
    )
    if task is None:
        return
    system = system_user()
    comment = _("%(name)s has left.") % {"name": task.assignee.display_name}
    for person in _candidates(task):
        args = {"task": task.number, "to": person.pk, "comment": comment}
        try:
            execute(actor=system, process_id=task.process_id, request=Request("reassign", args, via="flow"))
        except DomainError:
            continue
        return
    open_incident(
        code="assignee_left",
        message=_("%(title)s waits for %(name)s, who has left.")
        % {"title": task.title, "name": task.assignee.display_name},
        detail={"task": task.number, "node": task.node},
        subject=Subject(application_id=task.application_id, process_id=task.process_id, task_id=task.pk),
    )


def _candidates(task: Task) -> Iterator[User]:
    deputy = deputy_of(task.assignee, task.application)
    if deputy is not None:
        yield deputy
    yield from chain_of(task.assignee)
    publisher = task.process.version.published_by
    if publisher.is_active:
        yield publisher
