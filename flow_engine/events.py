"""What the flow engine announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class FlowPublished(Event):
    """A flow was published."""

    type: ClassVar[str] = "flow.published"

    flow_id: int
    version_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class ProcessEvent(Event):
    """Something happened to a process."""

    process_id: int
    flow_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ProcessStarted(ProcessEvent):
    """A request was submitted, for the first time or again."""

    type: ClassVar[str] = "process.started"

    submission: int


@dataclass(frozen=True, kw_only=True)
class ProcessReturned(ProcessEvent):
    """A request went back to its initiator."""

    type: ClassVar[str] = "process.returned"

    comment: str
    initiator_id: int


@dataclass(frozen=True, kw_only=True)
class ProcessWithdrawn(ProcessEvent):
    """The initiator took a request back."""

    type: ClassVar[str] = "process.withdrawn"


@dataclass(frozen=True, kw_only=True)
class ProcessFinished(ProcessEvent):
    """A process ended; `outcome` is approved, rejected, cancelled or terminated."""

    type: ClassVar[str] = "process.finished"

    outcome: str
    initiator_id: int


@dataclass(frozen=True, kw_only=True)
class ProcessUrged(ProcessEvent):
    """Somebody urged those who have open tasks."""

    type: ClassVar[str] = "process.urged"

    people: list[int]
    comment: str


@dataclass(frozen=True, kw_only=True)
class CopiesSent(ProcessEvent):
    """People got a copy."""

    type: ClassVar[str] = "process.copied"

    people: list[int]


@dataclass(frozen=True, kw_only=True)
class TasksOpened(ProcessEvent):
    """People got tasks: one event for all that one step opened, as `[task id, assignee id]`."""

    type: ClassVar[str] = "task.created"

    tasks: list[list[int]]


@dataclass(frozen=True, kw_only=True)
class TaskDecided(ProcessEvent):
    """Somebody answered a task; `outcome` is approve, reject, submit or return."""

    type: ClassVar[str] = "task.decided"

    task_id: int
    node: str
    outcome: str
    comment: str
