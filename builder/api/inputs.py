"""The shapes of what the platform's endpoints take in; meaning is checked by services."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from builder.requests import ApiRequest


class ApplicationCreate(serializers.Serializer[Any]):
    """A new app; texts are one string, or an object with one per language."""

    name = serializers.JSONField()
    key = serializers.CharField(required=False, allow_blank=True, max_length=40)
    description = serializers.JSONField(required=False)
    icon = serializers.CharField(required=False, max_length=40)
    accent = serializers.CharField(required=False, max_length=20)


class ApplicationChange(serializers.Serializer[Any]):
    """What to change in an app; what is left out stays."""

    name = serializers.JSONField(required=False)
    description = serializers.JSONField(required=False)
    icon = serializers.CharField(required=False, max_length=40)
    accent = serializers.CharField(required=False, max_length=20)
    menu = serializers.JSONField(required=False)


class RoleCreate(serializers.Serializer[Any]):
    """A new role."""

    key = serializers.CharField(max_length=40)
    name = serializers.JSONField()
    grants = serializers.JSONField(required=False)
    everyone = serializers.BooleanField(required=False)


class RoleChange(serializers.Serializer[Any]):
    """What to change in a role; what is left out stays."""

    name = serializers.JSONField(required=False)
    grants = serializers.JSONField(required=False)
    everyone = serializers.BooleanField(required=False)


class Members(serializers.Serializer[Any]):
    """Everybody who has a role: ids of people and of departments."""

    people = serializers.ListField(child=serializers.IntegerField(), max_length=10_000, default=list)
    departments = serializers.ListField(child=serializers.IntegerField(), max_length=10_000, default=list)


class TokenCreate(serializers.Serializer[Any]):
    """A new API token."""

    name = serializers.CharField(max_length=100)
    scopes = serializers.ListField(child=serializers.CharField(max_length=20), max_length=10)
    expires_at = serializers.DateTimeField(required=False)


def read_body(request: ApiRequest, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """Return the checked body; keys that the shape does not know are refused.

    Raises:
        ValidationError: the body has not this shape.
    """
    if isinstance(request.data, dict):
        unknown = sorted(set(request.data) - set(shape().fields))
        if unknown:
            raise serializers.ValidationError({key: [_("There is no such value to set.")] for key in unknown})
    found = shape(data=request.data)
    found.is_valid(raise_exception=True)
    return dict(found.validated_data)
