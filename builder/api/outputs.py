"""What the platform's endpoints show, for the API's description."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class ApplicationShown(serializers.Serializer[Any]):
    """An app, and what the caller may do in it."""

    key = serializers.CharField()
    name = serializers.JSONField()
    description = serializers.JSONField()
    icon = serializers.CharField()
    accent = serializers.CharField()
    menu = serializers.JSONField()
    rights = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()


class RoleShown(serializers.Serializer[Any]):
    """A role with its members."""

    key = serializers.CharField()
    name = serializers.JSONField()
    grants = serializers.JSONField()
    everyone = serializers.BooleanField()
    people = serializers.JSONField()
    departments = serializers.JSONField()


class PersonShown(serializers.Serializer[Any]):
    """A person."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    username = serializers.CharField()
    department = serializers.JSONField()
    active = serializers.BooleanField()


class DepartmentShown(serializers.Serializer[Any]):
    """A department; the path holds the ids from the top down."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    parent: Any = serializers.IntegerField(allow_null=True)
    head = serializers.IntegerField(allow_null=True)
    path = serializers.ListField(child=serializers.IntegerField())


class TokenShown(serializers.Serializer[Any]):
    """An API token; `token` itself is only in the answer that created it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
    token = serializers.CharField(required=False)


def listed(shape: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """Return the shape of a list of such things."""
    name = f"{shape.__name__}List"
    return type(
        name,
        (serializers.Serializer,),
        {
            "__doc__": f"A page of a list; `next` is the cursor of the following page. Each: {shape.__doc__}",
            "results": shape(many=True),
            "next": serializers.CharField(allow_null=True, required=False),
        },
    )
