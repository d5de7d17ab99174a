"""What the engine refuses, said to people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import DomainError, Problem
from flow_engine.engine import Refused
from flow_engine.exceptions import AnswerIncomplete, ProcessConflict, TaskRefused

_NOT_ALLOWED: dict[str, Any] = {
    "NOT_YOURS": _("This task is not yours."),
    "NOT_ALLOWED": _("This step does not offer that."),
}
_CONFLICTS: dict[str, Any] = {
    "FINISHED": _("The process has ended."),
    "STATE": _("The process is not in a state in which this can be done."),
    "TASK_GONE": _("This task has been dealt with already."),
    "TASK_NOT_OPEN": _("This task is not open."),
    "TARGET_NOT_REACHABLE": _("The process cannot be sent back there from here."),
    "BAD_TARGET": _("There is nothing to send this to."),
    "ALREADY_ASSIGNEE": _("This person is asked already."),
    "ALREADY_ACTED": _("Somebody has acted already, so this cannot be withdrawn any more."),
    "RETURN_LIMIT": _("The process has been sent back too often."),
    "RANGE": _("This person may not decide here."),
    "DEPTH": _("Nobody can be added to this task."),
    "TOO_SOON": _("Somebody has urged a short while ago."),
    "NOBODY_WAITS": _("Nobody can be urged now."),
    "INCIDENT_GONE": _("This has been mended already."),
}


def refusal_error(refused: Refused) -> DomainError:
    """Return the error that people see for what the engine refused."""
    code = refused.code
    extra = {"reason": code.lower()}
    if code in _NOT_ALLOWED:
        return TaskRefused(_NOT_ALLOWED[code], extra=extra)
    if code == "COMMENT_REQUIRED":
        problem = Problem("comment", "comment_required", _("Please write a comment."))
        return AnswerIncomplete(problems=[problem], extra=extra)
    return ProcessConflict(_CONFLICTS.get(code, code), extra=extra)
