"""Start processes, and what is done to whole processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.events import Subject
from builder.events.incidents import open_incident
from builder.models import User
from flow_engine import engine
from flow_engine.models import Flow, FlowVersion, Process
from flow_engine.selectors.environment import FlowEnvironment, Standing
from flow_engine.selectors.plans import plan_of
from flow_engine.selectors.processes import require_manager, require_seen
from flow_engine.selectors.states import Loaded
from forms_engine.models import Form

from .execution import Request, Result, execute, run

TITLE_LENGTH: int = Process._meta.get_field("title").max_length or 250


@transaction.atomic
def start_processes(*, initiator: User, form: Form, record_id: int, title: str = "", via: str = "form") -> list[int]:
    """Start every published flow of a form for a record that was just submitted; return the processes."""
    flows = Flow.objects.filter(form=form, enabled=True, deleted_at=None, current_version__isnull=False)
    started = []
    for flow in flows.select_related("current_version"):
        process = _start(initiator, form, record_id, flow, title, via)
        if process is not None:
            started.append(process.pk)
    return started


def _start(initiator: User, form: Form, record_id: int, flow: Flow, title: str, via: str) -> Process | None:
    version = flow.current_version
    if version is None:
        return None
    plan = plan_of(version)
    settings = plan.node(engine.START).settings
    if "when" in settings and not _wanted(initiator, form, record_id, flow, version, settings["when"]):
        return None
    single = settings.get("one_active_per_record", True)
    if single and Process.objects.filter(flow=flow, record_id=record_id, status__in=Process.ACTIVE).exists():
        return None
    now = timezone.now()
    process = Process.objects.create(
        application=form.application,
        flow=flow,
        version=version,
        form=form,
        record_id=record_id,
        single=single,
        title=title[:TITLE_LENGTH] or f"{form.key} {record_id}",
        initiator=initiator,
        started_at=now,
        changed_at=now,
    )
    run(initiator, process, Loaded(engine.Process(initiator.pk), {}), Request("submit", via=via), uuid4().hex)
    return process


def _wanted(initiator: User, form: Form, record_id: int, flow: Flow, version: FlowVersion, condition: str) -> bool:
    """Tell whether the flow starts; a condition that cannot be evaluated is an incident, never a silent no."""
    world = FlowEnvironment(
        form=form, record_id=record_id, standing=Standing(initiator.pk), publisher_id=version.published_by_id
    )
    try:
        return world.condition(condition)
    except engine.ConditionFailed as error:
        open_incident(
            code="start_condition",
            message=_("The flow %(flow)s did not start: its condition cannot be evaluated (%(message)s).")
            % {"flow": localized(flow.name), "message": error},
            detail={"flow": flow.key, "condition": condition},
            subject=Subject(application_id=form.application_id, form_id=form.pk, record_id=record_id),
        )
        return False


def submit_process(
    *,
    actor: User,
    process_id: int,
    data: dict[str, Any] | None = None,
    command_id: str | None = None,
    via: str = "form",
) -> Result:
    """Send a withdrawn or returned request on its way again."""
    return execute(actor=actor, process_id=process_id, request=Request("submit", data=data, key=command_id, via=via))


def withdraw_process(
    *, actor: User, process_id: int, comment: str = "", command_id: str | None = None, via: str = "form"
) -> Result:
    """Take one's request back."""
    request = Request("withdraw", {"comment": comment}, key=command_id, via=via)
    return execute(actor=actor, process_id=process_id, request=request)


def cancel_process(
    *, actor: User, process_id: int, comment: str = "", command_id: str | None = None, via: str = "form"
) -> Result:
    """Give one's request up for good."""
    request = Request("cancel", {"comment": comment}, key=command_id, via=via)
    return execute(actor=actor, process_id=process_id, request=request)


def urge_process(
    *, actor: User, process_id: int, comment: str = "", command_id: str | None = None, via: str = "form"
) -> Result:
    """Remind those who have open tasks; everybody who may see the process may."""
    require_seen(actor=actor, process_id=process_id)
    return execute(
        actor=actor, process_id=process_id, request=Request("urge", {"comment": comment}, key=command_id, via=via)
    )


def comment_process(
    *, actor: User, process_id: int, comment: str, command_id: str | None = None, via: str = "form"
) -> Result:
    """Say something in the history; everybody who may see the process may."""
    require_seen(actor=actor, process_id=process_id)
    return execute(
        actor=actor, process_id=process_id, request=Request("comment", {"comment": comment}, key=command_id, via=via)
    )


def copy_process(
    *, actor: User, process_id: int, people: Sequence[int], command_id: str | None = None, via: str = "form"
) -> Result:
    """Send a copy to more people; everybody who may see the process may."""
    require_seen(actor=actor, process_id=process_id)
    return execute(
        actor=actor, process_id=process_id, request=Request("cc", {"people": list(people)}, key=command_id, via=via)
    )


def mend_process(
    *, actor: User, process_id: int, how: str, args: dict[str, Any], command_id: str | None = None, via: str = "form"
) -> Result:
    """Retry, skip, reassign, jump or terminate; for those who look after the flow.

    Raises:
        NotAllowed: the actor may not publish in the app.
        ValueError: there is no such way.
    """
    if how not in ("retry", "skip", "reassign", "jump", "terminate"):
        raise ValueError(how)
    require_manager(actor=actor, process_id=process_id)
    return execute(actor=actor, process_id=process_id, request=Request(how, args, key=command_id, via=via))
