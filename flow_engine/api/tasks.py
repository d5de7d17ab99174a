"""Tasks in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from builder.requests import ApiRequest
from flow_engine.selectors.tasks import get_task
from flow_engine.services import tasks

from .doors import Answered, Door, PeopleAdded, ProcessStands, Returned, Said, Transferred


class TaskOne(Door):
    """One task."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest, task: int) -> Response:
        """Return the task, with what the actor may do with it."""
        tasks.mark_task_seen(actor=request.user, task_id=task)
        return Response(get_task(actor=request.user, task_id=task))


class TaskApprove(Door):
    """Approving."""

    @extend_schema(request=Answered, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Approve the task."""
        said = self.read(Answered, request)
        result = tasks.approve_task(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskReject(Door):
    """Rejecting."""

    @extend_schema(request=Said, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Reject the task."""
        said = self.read(Said, request)
        result = tasks.reject_task(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskSubmit(Door):
    """Handing work in."""

    @extend_schema(request=Answered, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Submit the task."""
        said = self.read(Answered, request)
        result = tasks.submit_task(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskReturn(Door):
    """Sending back."""

    @extend_schema(request=Returned, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Send the process back."""
        said = self.read(Returned, request)
        result = tasks.return_task(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskTransfer(Door):
    """Handing over."""

    @extend_schema(request=Transferred, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Give the task to somebody else."""
        said = self.read(Transferred, request)
        result = tasks.transfer_task(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskRecall(Door):
    """Taking back from a deputy."""

    @extend_schema(request=Said, responses=OpenApiTypes.OBJECT)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Take one's own task back."""
        key = self.read(Said, request)["command_id"]
        return Response(tasks.recall_task(actor=request.user, task_id=task, command_id=key, via="api").as_dict())


class TaskAddPeople(Door):
    """Asking more people."""

    @extend_schema(request=PeopleAdded, responses=ProcessStands)
    def post(self, request: ApiRequest, task: int) -> Response:
        """Ask people before or after oneself, or as further voters."""
        said = self.read(PeopleAdded, request)
        result = tasks.add_people(actor=request.user, task_id=task, via="api", **said)
        return Response(result.as_dict())


class TaskSave(Door):
    """Keeping a comment for later."""

    @extend_schema(request=Said, responses={204: None})
    def post(self, request: ApiRequest, task: int) -> Response:
        """Keep what has been written so far."""
        tasks.save_comment(actor=request.user, task_id=task, comment=self.read(Said, request)["comment"])
        return Response(status=204)


class BatchInput(serializers.Serializer[Any]):
    """Which tasks, and one comment for all."""

    tasks = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1)
    comment = serializers.CharField(required=False, allow_blank=True, default="", max_length=10_000)


class TasksApprove(Door):
    """Approving several at once."""

    @extend_schema(request=BatchInput, responses=OpenApiTypes.OBJECT)
    def post(self, request: ApiRequest) -> Response:
        """Approve each task on its own; return what became of each."""
        said = self.read(BatchInput, request)
        results = tasks.approve_tasks(actor=request.user, task_ids=said["tasks"], comment=said["comment"], via="api")
        return Response({"results": results})
