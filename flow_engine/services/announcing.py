"""Tell the platform what one step did."""

from __future__ import annotations

from typing import Any

from builder.events import Actor, Subject, announce
from builder.models import User
from flow_engine.engine.changes import Entry
from flow_engine.events import (
    CopiesSent,
    ProcessFinished,
    ProcessReturned,
    ProcessStarted,
    ProcessUrged,
    ProcessWithdrawn,
    TaskDecided,
    TasksOpened,
)

from .storing import Written


def announce_step(actor: User, step: Written, via: str) -> None:
    """Announce the facts of a step, in the order in which they happened."""
    teller = _Teller(actor, step, via)
    for entry in step.outcome.changes.entries:
        if entry.type in _TELLERS:
            _TELLERS[entry.type](teller, entry)
    teller.tasks()
    teller.copies()
    teller.urged()


class _Teller:
    """What all events of one step share."""

    def __init__(self, actor: User, step: Written, via: str) -> None:
        self.step = step
        self.actor = Actor.of(actor, via)

    def common(self, task_id: int | None = None) -> dict[str, Any]:
        """Return what every event of the step says."""
        process = self.step.process
        subject = Subject(
            application_id=process.application_id,
            form_id=process.form_id,
            record_id=process.record_id,
            process_id=process.pk,
            task_id=task_id,
        )
        return {
            "actor": self.actor,
            "subject": subject,
            "process_id": process.pk,
            "flow_id": process.flow_id,
            "title": process.title,
        }

    def started(self, entry: Entry) -> None:
        """A request was submitted."""
        announce(ProcessStarted(**self.common(), submission=self.step.process.submission))

    def answered(self, entry: Entry) -> None:
        """Somebody answered."""
        task_id = self.step.loaded.task_ids.get(entry.task or 0, 0)
        outcome, comment = entry.detail["outcome"], entry.detail.get("comment", "")
        announce(
            TaskDecided(**self.common(task_id), task_id=task_id, node=entry.node, outcome=outcome, comment=comment)
        )
        if outcome == "return" and self.step.process.status == "returned":
            self._returned(comment)

    def returned(self, entry: Entry) -> None:
        """A rejection sent the request back."""
        if self.step.process.status == "returned":
            self._returned("")

    def withdrawn(self, entry: Entry) -> None:
        """The initiator took the request back."""
        announce(ProcessWithdrawn(**self.common()))

    def finished(self, entry: Entry) -> None:
        """The process ended."""
        announce(
            ProcessFinished(
                **self.common(),
                outcome=entry.detail["result"],
                initiator_id=self.step.process.initiator_id,
            )
        )

    def tasks(self) -> None:
        """People got tasks."""
        opened = [list(pair) for _number, pair in sorted(self.step.opened.items())]
        if opened:
            announce(TasksOpened(**self.common(), tasks=opened))

    def copies(self) -> None:
        """People got copies."""
        people = {person for _node, people in self.step.outcome.changes.copies for person in people}
        if people:
            announce(CopiesSent(**self.common(), people=sorted(people)))

    def urged(self) -> None:
        """People were urged."""
        people = self.step.outcome.changes.urged
        if people:
            announce(ProcessUrged(**self.common(), people=list(people), comment=self.step.comment))

    def _returned(self, comment: str) -> None:
        announce(ProcessReturned(**self.common(), comment=comment, initiator_id=self.step.process.initiator_id))


_TELLERS = {
    "started": _Teller.started,
    "resubmitted": _Teller.started,
    "answered": _Teller.answered,
    "returned": _Teller.returned,
    "withdrawn": _Teller.withdrawn,
    "finished": _Teller.finished,
}
