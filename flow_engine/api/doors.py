"""What the endpoints of tasks and processes share."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from builder.api.inputs import read_body
from builder.requests import ApiRequest

MOST_PEOPLE = 50


class Said(serializers.Serializer[Any]):
    """A comment, and a key that makes repeating harmless."""

    comment = serializers.CharField(required=False, allow_blank=True, default="", max_length=10_000)
    command_id = serializers.CharField(required=False, allow_null=True, default=None, max_length=64)


class Answered(Said):
    """An answer to a task, with fields of the record."""

    values = serializers.DictField(required=False, default=dict)
    revision = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=1)


class Returned(Said):
    """Where to send a process back to, and how it goes on from there."""

    target = serializers.CharField(required=False, allow_null=True, default=None, max_length=40)
    after = serializers.ChoiceField(["restart", "direct"], required=False, allow_null=True, default=None)


class Transferred(Said):
    """Who gets the task."""

    to = serializers.IntegerField(min_value=1)


class PeopleNamed(Said):
    """Some people."""

    people = serializers.ListField(child=serializers.IntegerField(min_value=1), min_length=1, max_length=MOST_PEOPLE)


class PeopleAdded(PeopleNamed):
    """People, and when they are asked."""

    position = serializers.ChoiceField(["before", "after", "parallel"], default="before")


class ProcessStands(serializers.Serializer[Any]):
    """Where the process stands after a command."""

    process_id = serializers.IntegerField()
    status = serializers.CharField()
    revision = serializers.IntegerField()


class Door(APIView):
    """Reads a body strictly; the key of a repeated request may come as a header."""

    def read(self, shape: type[serializers.Serializer[Any]], request: ApiRequest) -> dict[str, Any]:
        """Return the checked body."""
        found = read_body(request, shape)
        if "values" in found:
            found["data"] = found.pop("values")
        if "command_id" in found and found["command_id"] is None:
            found["command_id"] = request.headers.get("Idempotency-Key", "")[:64] or None
        return found
