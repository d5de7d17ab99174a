"""Errors of the flow engine.

NotAllowed
`-- TaskRefused          it is not yours, or the node does not offer it
Conflict
|-- ProcessConflict      the process has moved on: somebody was faster, it has ended, it waits
`-- FlowNotPublished     nothing to start yet
Invalid
`-- AnswerIncomplete     a comment or a field is missing, or a field may not be changed here
"""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Conflict, Invalid, NotAllowed


class TaskRefused(NotAllowed):
    """The actor may not do this with the task."""

    code: ClassVar[str] = "task_refused"
    title = _("Not allowed")


class ProcessConflict(Conflict):
    """The process is not where the command expects it to be."""

    code: ClassVar[str] = "process_conflict"
    title = _("The process has moved on")


class FlowNotPublished(Conflict):
    """The flow has no published version."""

    code: ClassVar[str] = "flow_not_published"
    title = _("Not published")


class AnswerIncomplete(Invalid):
    """Something is missing from the answer, or should not be in it."""

    code: ClassVar[str] = "answer_incomplete"
    title = _("The answer is not complete")
