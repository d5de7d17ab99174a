"""Reactions to the engines below, and messages to people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from builder.events import after, inside
from builder.exceptions import Conflict
from builder.notifications import notify
from builder.organization.events import PersonChanged
from flow_engine.events import CopiesSent, ProcessEvent, ProcessFinished, ProcessReturned, ProcessUrged, TasksOpened
from flow_engine.selectors.recipients import assignees_of, has_running_process, people_called, url_of
from flow_engine.services.leaving import hand_over_tasks
from flow_engine.services.starting import start_for_record
from forms_engine.events import RecordDeleted, RecordSubmitted

FINISHED = {
    "approved": _("Approved: %(title)s"),
    "rejected": _("Rejected: %(title)s"),
    "cancelled": _("Cancelled: %(title)s"),
    "terminated": _("Terminated: %(title)s"),
}


@inside(RecordSubmitted)
def start_flows(event: RecordSubmitted) -> None:
    """Start the flows of the form, in the submit's own transaction; an import starts none."""
    if event.actor.via != "import":
        start_for_record(form_id=event.form_id, record_id=event.record_id, actor=event.actor)


@inside(RecordDeleted)
def keep_records_of_processes(event: RecordDeleted) -> None:
    """Refuse to delete a record while a process is about it."""
    if has_running_process(form_id=event.form_id, record_id=event.record_id):
        raise Conflict(_("This record is in an approval. Withdraw or terminate it first."))


@after(TasksOpened)
def tell_assignees(event: TasksOpened) -> None:
    """Tell people that a task waits for them, unless it has gone already."""
    people = assignees_of(task_id for task_id, _assignee in event.tasks)
    _tell(event, people, _("To do: %(title)s"), "")


@after(ProcessReturned)
def tell_initiator_of_return(event: ProcessReturned) -> None:
    """Tell the initiator that their request came back."""
    _tell(event, [event.initiator_id], _("Sent back to you: %(title)s"), event.comment)


@after(ProcessFinished)
def tell_initiator_of_end(event: ProcessFinished) -> None:
    """Tell the initiator how it ended, unless they ended it themselves."""
    if event.actor.user_id != event.initiator_id or event.outcome in ("approved", "rejected"):
        _tell(
            event, [event.initiator_id], FINISHED.get(event.outcome, FINISHED["approved"]), "", url_of(event.process_id)
        )


@after(ProcessUrged)
def tell_urged(event: ProcessUrged) -> None:
    """Tell people that somebody waits for them."""
    _tell(event, event.people, _("Somebody is waiting: %(title)s"), event.comment)


@after(CopiesSent)
def tell_copied(event: CopiesSent) -> None:
    """Tell people that they got a copy."""
    _tell(event, event.people, _("For your information: %(title)s"), "")


@after(PersonChanged)
def hand_over_when_somebody_leaves(event: PersonChanged) -> None:
    """Give the tasks of somebody who was deactivated to others."""
    if (event.change or {}).get("is_active") == [True, False]:
        hand_over_tasks(person_id=event.person_id, event_id=event.id)


def _tell(event: ProcessEvent, people: Iterable[int], text: Any, body: str, url: str = "") -> None:
    """Send a message that leads to the inbox, where whoever takes part may read; or elsewhere."""
    notify(
        users=people_called(people),
        title=_titled(text, event.title),
        body=body,
        url=url or f"{reverse('flow:inbox')}?process={event.process_id}",
        key=f"{event.type}:{event.id}",
    )


def _fill(text: Any, title: str) -> str:
    return str(text) % {"title": title}


# Filled in late, when the language of whoever reads it is active.
_titled = lazy(_fill, str)
