"""Processes in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from builder.requests import ApiRequest
from flow_engine.selectors import processes as found
from flow_engine.selectors.forecasts import forecast_process, forecast_submission
from flow_engine.selectors.tasks import task_for
from flow_engine.services import processes
from flow_engine.services.tasks import mark_copies_read
from forms_engine.selectors.forms import get_form

from .doors import MOST_PEOPLE, Answered, Door, PeopleNamed, ProcessStands, Said


class ProcessOne(Door):
    """One process."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest, process: int) -> Response:
        """Return the process, who has to act, and the actor's own task."""
        one = found.get_process(actor=request.user, process_id=process)
        return Response(
            {
                **found.describe_process(request.user, one),
                "open_tasks": found.open_tasks(actor=request.user, process_id=process),
                "task": task_for(actor=request.user, process_id=process),
            }
        )


class ProcessTimeline(Door):
    """The history of a process."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest, process: int) -> Response:
        """Return what happened, the oldest first."""
        return Response({"entries": found.process_timeline(actor=request.user, process_id=process)})


class ProcessForecast(Door):
    """Where a process will probably go."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest, process: int) -> Response:
        """Return what is open and what will come."""
        return Response({"steps": forecast_process(actor=request.user, process_id=process)})


class ProcessSubmit(Door):
    """Submitting again."""

    @extend_schema(request=Answered, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Send a withdrawn or returned request on its way again."""
        said = self.read(Answered, request)
        result = processes.submit_process(
            actor=request.user, process_id=process, data=said["data"], command_id=said["command_id"], via="api"
        )
        return Response(result.as_dict())


class ProcessWithdraw(Door):
    """Withdrawing."""

    @extend_schema(request=Said, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Take the request back."""
        said = self.read(Said, request)
        result = processes.withdraw_process(actor=request.user, process_id=process, via="api", **said)
        return Response(result.as_dict())


class ProcessCancel(Door):
    """Giving up."""

    @extend_schema(request=Said, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Give the request up for good."""
        said = self.read(Said, request)
        result = processes.cancel_process(actor=request.user, process_id=process, via="api", **said)
        return Response(result.as_dict())


class ProcessUrge(Door):
    """Urging."""

    @extend_schema(request=Said, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Remind those who have open tasks."""
        said = self.read(Said, request)
        result = processes.urge_process(actor=request.user, process_id=process, via="api", **said)
        return Response(result.as_dict())


class ProcessComment(Door):
    """Commenting."""

    @extend_schema(request=Said, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Say something in the history."""
        said = self.read(Said, request)
        result = processes.comment_process(actor=request.user, process_id=process, via="api", **said)
        return Response(result.as_dict())


class ProcessCopy(Door):
    """Sending copies."""

    @extend_schema(request=PeopleNamed, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Send a copy to people."""
        said = self.read(PeopleNamed, request)
        result = processes.copy_process(
            actor=request.user, process_id=process, people=said["people"], command_id=said["command_id"], via="api"
        )
        return Response(result.as_dict())


class ProcessRead(Door):
    """Reading copies."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: ApiRequest, process: int) -> Response:
        """Note that the actor has read their copies."""
        mark_copies_read(actor=request.user, process_id=process)
        return Response(status=204)


class MendInput(Said):
    """What an administrator does with a process."""

    how = serializers.ChoiceField(["retry", "skip", "reassign", "jump", "terminate"])
    incident = serializers.IntegerField(required=False, min_value=1)
    task = serializers.IntegerField(required=False, min_value=1)
    people = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=MOST_PEOPLE)
    to = serializers.IntegerField(required=False, min_value=1)
    target = serializers.CharField(required=False, max_length=40)
    outcome = serializers.ChoiceField(["approve", "reject"], required=False)


class ProcessMend(Door):
    """Mending."""

    @extend_schema(request=MendInput, responses=ProcessStands)
    def post(self, request: ApiRequest, process: int) -> Response:
        """Retry, skip, reassign, jump or terminate."""
        said: dict[str, Any] = self.read(MendInput, request)
        how, key = said.pop("how"), said.pop("command_id")
        result = processes.mend_process(
            actor=request.user, process_id=process, how=how, args=said, command_id=key, via="api"
        )
        return Response(result.as_dict())


class RecordProcesses(Door):
    """The processes about a record."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Return them, the latest first."""
        form = get_form(actor=request.user, app_key=app, form_key=key)
        return Response({"results": found.processes_of_record(actor=request.user, form=form, record_id=record)})


class ValuesInput(serializers.Serializer[Any]):
    """Values of a record that is not submitted yet."""

    values = serializers.DictField(required=False, default=dict)


class SubmissionForecast(Door):
    """Where a request would go."""

    @extend_schema(request=ValuesInput, responses=OpenApiTypes.OBJECT)
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the steps and people expected if the actor submitted these values."""
        form = get_form(actor=request.user, app_key=app, form_key=key)
        values = self.read(ValuesInput, request)["data"]
        return Response({"steps": forecast_submission(actor=request.user, form=form, values=values)})
