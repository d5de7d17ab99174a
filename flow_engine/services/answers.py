"""The fields somebody fills in while answering a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.models import User
from builder.permissions import FormAccess
from flow_engine.engine import Plan
from flow_engine.engine import Process as State
from flow_engine.exceptions import AnswerIncomplete, ProcessConflict, TaskRefused
from flow_engine.models import Process
from flow_engine.selectors.fields import field_rights
from forms_engine.selectors.facts import stored_values
from forms_engine.services.records import amend_record
from forms_engine.storage import models_for

if TYPE_CHECKING:
    from .execution import Request

POSITIVE = frozenset({"approve", "submit"})


def settle_fields(actor: User, process: Process, plan: Plan, state: State, request: Request) -> None:
    """Write the fields that came with an answer, and want those that must not stay empty.

    Raises:
        TaskRefused: the task is not the actor's.
        ProcessConflict: the task is gone.
        AnswerIncomplete: a field may not be changed here, or must be filled in.
    """
    node = _answered_node(actor, state, request)
    if node is None:
        return
    rights = plan.node(node).settings.get("fields", {})
    if request.data:
        _amend(actor, process, node, rights, request)
    required = [key for key, right in rights.items() if right == "required"]
    if required and (request.args.get("outcome") in POSITIVE or request.name == "submit"):
        _want(process, required)


def _answered_node(actor: User, state: State, request: Request) -> str | None:
    """Return the node whose field rights apply; None when the command is no answer."""
    if request.name == "submit":
        return "start"
    if request.name not in ("complete", "return", "save"):
        return None
    task = state.tasks.get(request.args.get("task", 0))
    if task is None:
        # The engine says it better; without fields nothing happens before it does.
        if request.data:
            raise ProcessConflict(_("This task has been dealt with already."), extra={"reason": "task_gone"})
        return None
    if task.assignee != actor.pk:
        raise TaskRefused(_("This task is not yours."), extra={"reason": "not_yours"})
    return task.node


def _amend(actor: User, process: Process, node: str, rights: dict[str, str], request: Request) -> None:
    spec = models_for(process.application).spec(process.form_id)
    masks = field_rights(node, rights, [path for path, _field in spec.walk()])
    forbidden = [key for key in request.data or () if masks.get(key, "edit") != "edit"]
    if forbidden:
        message = _("This field cannot be changed in this step.")
        raise AnswerIncomplete(
            problems=[Problem(key, "fields_forbidden", message) for key in forbidden],
            extra={"reason": "fields_forbidden"},
        )
    amend_record(
        actor=actor,
        form=process.form,
        record_id=process.record_id,
        values=request.data or {},
        revision=request.revision,
        via=request.via,
        granted=FormAccess(frozenset({"amend", "read"}), masks),
    )


def _want(process: Process, required: list[str]) -> None:
    values = stored_values(models_for(process.application), process.form_id, process.record_id) or {}
    missing = [key for key in required if _is_empty(values, key)]
    if missing:
        raise AnswerIncomplete(
            problems=[Problem(key, "required", _("This is required.")) for key in missing],
            extra={"reason": "fields_required"},
        )


def _is_empty(values: dict[str, Any], key: str) -> bool:
    head, _dot, column = key.partition(".")
    value = values.get(head)
    if column:
        return any(row.get(column) in (None, "", []) for row in value or ())
    return value in (None, "", [])
