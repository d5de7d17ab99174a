"""Whom a message is for: descriptions such as "the initiator's manager", turned into people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from builder.models import Role, User

RECIPIENT_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["by"],
    "properties": {
        "by": {
            "enum": ["initiator", "manager", "department_head", "person", "role", "member_field"],
            "x-labels": {
                "initiator": _("Whoever created the record"),
                "manager": _("Their manager"),
                "department_head": _("Their department head"),
                "person": _("A person"),
                "role": _("A role"),
                "member_field": _("A person named in a field"),
            },
        },
        "id": {"type": "integer"},
        "key": {"type": "string"},
        "field": {"type": "string"},
    },
    "additionalProperties": False,
}


def find_recipients(
    recipients: Iterable[Mapping[str, Any]],
    *,
    application_key: str,
    initiator_id: int | None,
    values: Mapping[str, Any],
) -> list[User]:
    """Return the active people meant, each once, in the order of their ids."""
    wanted = Q(pk__in=[])
    for one in recipients:
        wanted |= _people(one, application_key, initiator_id, values)
    return list(_active().filter(wanted).distinct().order_by("pk"))


def _people(
    recipient: Mapping[str, Any], application_key: str, initiator_id: int | None, values: Mapping[str, Any]
) -> Q:
    by = recipient["by"]
    if by == "person":
        return Q(pk=recipient.get("id"))
    if by == "role":
        return _in_role(application_key, str(recipient.get("key", "")))
    if by == "member_field":
        return Q(pk=_member(values.get(str(recipient.get("field", "")))))
    relations = {"initiator": "pk", "manager": "reports", "department_head": "heads__people"}
    return Q(**{relations[by]: initiator_id})


def _in_role(application_key: str, role_key: str) -> Q:
    role = Role.objects.filter(application__key=application_key, key=role_key).first()
    if role is None:
        return Q(pk__in=[])
    if role.everyone:
        return Q(is_system=False)
    members = role.members.select_related("department")
    wanted = Q(pk__in=[member.user_id for member in members if member.user_id])
    for member in members:
        if member.department is not None:
            wanted |= Q(department__path__startswith=member.department.path)
    return wanted


def _member(value: Any) -> int | None:
    if isinstance(value, Mapping):
        value = value.get("id")
    return int(value) if value is not None else None


def _active() -> QuerySet[User]:
    return User.objects.filter(is_active=True, is_system=False)
