"""Where a process will probably go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.models import User
from flow_engine import engine
from flow_engine.engine.forecast import Expected, forecast
from flow_engine.models import Flow, Process
from forms_engine.models import Form

from .environment import FlowEnvironment, Standing
from .plans import plan_of
from .processes import get_process
from .states import load_state


def forecast_process(*, actor: User, process_id: int) -> list[dict[str, Any]]:
    """Return what is open and what will come in a process, with the people expected."""
    process = get_process(actor=actor, process_id=process_id)
    process.form.application = process.application
    if process.status not in (*Process.ACTIVE, "draft"):
        return []
    state = load_state(process).state
    world = FlowEnvironment(
        form=process.form,
        record_id=process.record_id,
        standing=Standing(process.initiator_id, state.submission, state.returns),
        publisher_id=process.version.published_by_id,
    )
    plan = plan_of(process.version)
    return _shown(plan, forecast(plan, state, world))


def forecast_submission(
    *, actor: User, form: Form, values: Mapping[str, Any], record_id: int | None = None
) -> list[dict[str, Any]]:
    """Return the path a request would take if the actor submitted it with these Python values."""
    flows = Flow.objects.filter(form=form, enabled=True, deleted_at=None, current_version__isnull=False)
    found: list[dict[str, Any]] = []
    for flow in flows.select_related("current_version"):
        if flow.current_version is None:
            continue
        plan = plan_of(flow.current_version)
        world = FlowEnvironment(
            form=form,
            record_id=record_id,
            standing=Standing(actor.pk),
            publisher_id=flow.current_version.published_by_id,
            values=values,
        )
        found += _shown(plan, forecast(plan, engine.Process(actor.pk), world))
    return found


def _shown(plan: engine.Plan, expected: list[Expected]) -> list[dict[str, Any]]:
    ids = {person for one in expected for pair in one.people for person in pair}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "display_name"))
    return [
        {
            **one.as_dict(),
            "node_name": plan.names.get(one.node, ""),
            "people": [
                {
                    "id": assignee,
                    "name": names.get(assignee, ""),
                    "for": names.get(owner, "") if owner != assignee else "",
                }
                for owner, assignee in one.people
            ],
        }
        for one in expected
    ]
