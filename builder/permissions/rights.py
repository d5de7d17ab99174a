"""Design rights on single definitions, kept by django-guardian for the groups of roles."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from guardian.models import GroupObjectPermission
from guardian.shortcuts import assign_perm, get_groups_with_perms, remove_perm

from builder.models import Application, Role, User

from .current import access_to


def grant_design(role: Role, definition: Model) -> None:
    """Let the people of a role design one definition, although they may not design the whole app."""
    assign_perm(_codename(definition), _group(role), definition)


def revoke_design(role: Role, definition: Model) -> None:
    """Take the right to design one definition away."""
    remove_perm(_codename(definition), _group(role), definition)


def designers_of(definition: Model) -> list[Role]:
    """Return the roles that may design this one definition."""
    groups = get_groups_with_perms(definition)
    return list(Role.objects.filter(group__in=groups))


def may_design(actor: User, application: Application, definition: Model | None = None) -> bool:
    """Tell whether the actor may design the app or, when one is named, this definition in it."""
    access = access_to(actor, application)
    if access.can("design") or definition is None:
        return access.can("design")
    groups = [grant.group_id for grant in access.grants if grant.group_id]
    return bool(groups) and _given(groups, definition)


def _given(groups: list[int], definition: Model) -> bool:
    return GroupObjectPermission.objects.filter(
        group__in=groups,
        permission__codename=_codename(definition).split(".")[1],
        permission__content_type=ContentType.objects.get_for_model(definition),
        object_pk=str(definition.pk),
    ).exists()


def _codename(definition: Model) -> str:
    meta = definition._meta
    return f"{meta.app_label}.change_{meta.model_name}"


def _group(role: Role) -> Any:
    if role.group is None:
        raise ValueError(f"Role {role.key} has no group.")
    return role.group
