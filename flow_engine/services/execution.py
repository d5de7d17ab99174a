"""One command, one transaction, one lock: the hot path of every process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import User
from flow_engine.engine import Command, Refused, step
from flow_engine.models import Process, ProcessCommand, Task
from flow_engine.selectors.environment import FlowEnvironment, Standing
from flow_engine.selectors.plans import plan_of
from flow_engine.selectors.states import Loaded, load_state
from flow_engine.selectors.tasks import place_of_task
from forms_engine.services.records import set_flow_status

from .announcing import announce_step
from .answers import settle_fields
from .refusals import refusal_error
from .storing import Written, write

DEFERRED = ("version__document", "version__note", "form__draft", "form__name")


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks of a process: the command, its arguments, and the fields they filled in."""

    name: str
    args: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    revision: int | None = None
    key: str | None = None
    via: str = "form"


@dataclass(frozen=True, slots=True)
class Result:
    """Where the process stands afterwards."""

    process_id: int
    status: str
    revision: int

    def as_dict(self) -> dict[str, Any]:
        """Return what the API answers."""
        return {"process_id": self.process_id, "status": self.status, "revision": self.revision}


@transaction.atomic
def execute(*, actor: User, request: Request, process_id: int | None = None, task_id: int | None = None) -> Result:
    """Apply a command to a process, or to that of a task; the same key again gives the same answer.

    Raises:
        NotFound: there is no such process or task, or none the actor may know of.
        TaskRefused: the actor may not.
        ProcessConflict: the process is not where the command expects it to be.
        AnswerIncomplete: a comment or field is missing, or a field may not be changed here.
    """
    key = request.key or uuid4().hex
    process = _lock(process_id, task_id)
    if request.key is not None:
        # Asked after the lock, in a statement of its own: what the one before us wrote is seen only then.
        earlier = ProcessCommand.objects.filter(process=process, key=key).values_list("result", flat=True).first()
        if earlier is not None:
            return Result(process.pk, **earlier)
    process.form.application = process.application
    loaded = load_state(process)
    if task_id is not None:
        request = replace(request, args={**request.args, "task": _number_of(actor, loaded, task_id)})
    return run(actor, process, loaded, request, key)


def run(actor: User, process: Process, loaded: Loaded, request: Request, key: str) -> Result:
    """Step, write and announce; belongs in a transaction that holds the process."""
    now = timezone.now()
    plan = plan_of(process.version)
    settle_fields(actor, process, plan, loaded.state, request)
    environment = FlowEnvironment(
        form=process.form,
        record_id=process.record_id,
        standing=Standing(process.initiator_id, loaded.state.submission, loaded.state.returns),
        publisher_id=process.version.published_by_id,
    )
    command = Command(request.name, actor.pk, now.timestamp(), dict(request.args))
    try:
        outcome = step(plan, loaded.state, command, environment)
    except Refused as refused:
        raise refusal_error(refused) from refused
    before = process.status
    written = Written(
        process=process,
        loaded=loaded,
        outcome=outcome,
        actor_id=actor.pk,
        now=now,
        key=key,
        comment=str(request.args.get("comment", "")),
    )
    write(written)
    if process.status != before or process.revision == 1:
        set_flow_status(actor=actor, form=process.form, record_id=process.record_id, status=process.status)
    announce_step(actor, written, request.via)
    return Result(process.pk, process.status, process.revision)


def _number_of(actor: User, loaded: Loaded, task_id: int) -> int:
    """Return the number of a task; 0, which is no task, when it is not open any more."""
    number = next((number for number, found in loaded.task_ids.items() if found == task_id), 0)
    task = loaded.state.tasks.get(number)
    if task is None or actor.pk not in (task.assignee, task.owner):
        place_of_task(actor=actor, task_id=task_id)
    return number


def _lock(process_id: int | None, task_id: int | None) -> Process:
    """Return the process, which nobody else can step before this transaction ends."""
    found = (
        Process.objects.select_for_update(of=("self",))
        .select_related("version", "application", "form")
        .defer(*DEFERRED)
        .filter(_wanted(process_id, task_id))
        .first()
    )
    if found is None:
        message = _("There is no such process.") if task_id is None else _("There is no such task.")
        raise NotFound(message)
    return found


def _wanted(process_id: int | None, task_id: int | None) -> Q:
    if task_id is None:
        return Q(pk=process_id)
    return Q(pk=Subquery(Task.objects.filter(pk=task_id).values("process_id")[:1]))
