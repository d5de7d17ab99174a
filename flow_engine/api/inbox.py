"""The inbox in the API."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.requests import ApiRequest
from flow_engine.selectors import inbox


class InboxQuery(serializers.Serializer[Any]):
    """Which part of the inbox, and which page."""

    box = serializers.ChoiceField(["todo", "started", "done", "copies", "lent"], default="todo")
    limit = serializers.IntegerField(default=20, min_value=1, max_value=100)
    cursor = serializers.CharField(required=False, allow_blank=True, max_length=200)
    app = serializers.CharField(required=False, allow_blank=True, default="", max_length=40)
    search = serializers.CharField(required=False, allow_blank=True, default="", max_length=100)


class Inbox(APIView):
    """What waits for the actor, what they started, what they did."""

    @extend_schema(parameters=[InboxQuery], responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest) -> Response:
        """Return a page of one part of the inbox, and the counts of all."""
        query = InboxQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        page: dict[str, Any] = {"limit": asked["limit"], "cursor": asked.get("cursor") or None}
        if asked["box"] not in ("copies", "lent"):
            page |= {"application": asked["app"], "search": asked["search"]}
        boxes: dict[str, Any] = {
            "todo": inbox.todo,
            "started": inbox.started,
            "done": inbox.done,
            "copies": inbox.copies,
            "lent": inbox.lent,
        }
        found = boxes[asked["box"]](actor=request.user, **page)
        return Response({**found.as_dict(), "counts": inbox.counts(actor=request.user)})


class InboxCounts(APIView):
    """The numbers beside the inbox."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: ApiRequest) -> Response:
        """Return how much waits."""
        return Response(inbox.counts(actor=request.user))
