"""Where a process will probably go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from builder.exceptions import Invalid, NotAllowed
from builder.models import User
from builder.permissions import may_design
from flow_engine import engine
from flow_engine.engine.forecast import Expected, forecast
from flow_engine.models import Flow, Process
from forms_engine.engine import clean_values, evaluate
from forms_engine.models import Form
from forms_engine.selectors.environment import environment_of
from forms_engine.storage import models_for

from .environment import FlowEnvironment, Standing
from .findings import find_faults
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


def forecast_submission(*, actor: User, form: Form, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the path a request would take if the actor submitted it with these values, in wire form."""
    flows = Flow.objects.filter(form=form, enabled=True, deleted_at=None, current_version__isnull=False)
    known = _python_values(form, values)
    found: list[dict[str, Any]] = []
    for flow in flows.select_related("current_version"):
        version = flow.current_version
        if version is None:
            continue
        world = FlowEnvironment(
            form=form,
            record_id=None,
            standing=Standing(actor.pk),
            publisher_id=version.published_by_id,
            values=known,
        )
        plan = plan_of(version)
        when = plan.node(engine.START).settings.get("when")
        if when is None or _holds(world, when):
            found += _shown(plan, forecast(plan, engine.Process(actor.pk), world))
    return found


def simulate_flow(
    *, actor: User, flow: Flow, document: Mapping[str, Any], initiator_id: int, values: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the path a request would take through a document that need not be published.

    Raises:
        NotAllowed: the actor may not design the app.
        Invalid: the document has errors.
    """
    if not may_design(actor, flow.application, flow):
        raise NotAllowed(_("You may not change this flow."))
    blocking = [fault.problem() for fault in find_faults(flow, document) if fault.blocks]
    if blocking:
        raise Invalid(_("The draft has problems."), problems=blocking)
    plan = engine.compile_flow(document)
    world = FlowEnvironment(
        form=flow.form,
        record_id=None,
        standing=Standing(initiator_id),
        publisher_id=actor.pk,
        values=_python_values(flow.form, values),
    )
    return _shown(plan, forecast(plan, engine.Process(initiator_id), world))


def _holds(world: FlowEnvironment, condition: str) -> bool:
    try:
        return world.condition(condition)
    except engine.ConditionFailed:
        return False


def _python_values(form: Form, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with formulas computed; what is wrong or missing counts as empty."""
    spec = models_for(form.application).spec(form.pk)
    cleaned = clean_values(spec, values).values
    return evaluate(spec, cleaned, environment_of(form.application))


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
