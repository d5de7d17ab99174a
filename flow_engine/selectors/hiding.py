"""Fields that a step hides stay hidden wherever its people meet the record."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from builder.models import User
from flow_engine.models import Copy, FlowVersion, Task
from forms_engine.models import Form
from forms_engine.selectors.access import field_hiders

from .plans import plan_of

MAX_FORMS = 1_000

# By form and the app's version stamp, which changes with every publish: whether any version hides anything.
_hides: dict[tuple[int, int], bool] = {}


@field_hiders.register
def fields_hidden_by_steps(actor: User, form: Form, record_id: int | None) -> set[str]:
    """Return what the steps hide at which the actor has or had to do with a record.

    For one record a field that some step of theirs shows stays shown; for records in general it does not.
    """
    if not _anything_hidden(form):
        return set()
    hidden = [_hidden_at(version, node) for version, node in _steps(actor, form, record_id)]
    if not hidden:
        return set()
    return set.union(*hidden) if record_id is None else set.intersection(*hidden)


def _anything_hidden(form: Form) -> bool:
    key = (form.pk, form.application.version_stamp)
    if key not in _hides:
        if len(_hides) >= MAX_FORMS:
            _hides.clear()
        versions = FlowVersion.objects.filter(flow__form=form)
        _hides[key] = any(
            "hidden" in node.settings.get("fields", {}).values()
            for version in versions
            for node in plan_of(version).nodes.values()
        )
    return _hides[key]


def _steps(actor: User, form: Form, record_id: int | None) -> Iterable[tuple[FlowVersion, str]]:
    """Return where the actor has or had a task, or got a copy."""
    mine = Q(assignee=actor) | Q(owner=actor) | Q(done_by=actor)
    tasks = Task.objects.filter(mine, process__form=form).exclude(state=Task.State.CANCELLED)
    copies = Copy.objects.filter(user=actor, process__form=form).exclude(node="")
    if record_id is not None:
        tasks = tasks.filter(process__record_id=record_id)
        copies = copies.filter(process__record_id=record_id)
    places = {
        *tasks.values_list("process__version_id", "node").distinct(),
        *copies.values_list("process__version_id", "node").distinct(),
    }
    versions = FlowVersion.objects.in_bulk({version for version, _node in places})
    return [(versions[version], node) for version, node in places]


def _hidden_at(version: FlowVersion, node: str) -> set[str]:
    plan = plan_of(version)
    rights = plan.node(node).settings.get("fields", {}) if node in plan.nodes else {}
    return {key for key, right in rights.items() if right == "hidden"}
