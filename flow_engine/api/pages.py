"""Processes in the API as the inbox shows them."""

from __future__ import annotations

from rest_framework.response import Response

from builder.requests import ApiRequest
from flow_engine.selectors.reading import read_process
from flow_engine.services.tasks import mark_copies_read, mark_task_seen

from .doors import Door


class ProcessPage(Door):
    """One process with everything a reader needs to decide."""

    def get(self, request: ApiRequest, process: int) -> Response:
        """Return the process, the reader's task, the history, the way ahead and the record; it counts as read."""
        asked = request.query_params.get("task", "")
        page = read_process(actor=request.user, process_id=process, task_id=int(asked) if asked.isdigit() else None)
        if page["task"] is not None:
            mark_task_seen(actor=request.user, task_id=page["task"]["id"])
        mark_copies_read(actor=request.user, process_id=process)
        return Response(page)
