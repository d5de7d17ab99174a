"""Find the roles of an app and who has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import Application, Department, Role, User
from builder.permissions import access_to, require


@dataclass(frozen=True)
class RoleSummary:
    """A role with its members."""

    role: Role
    people: tuple[User, ...]
    departments: tuple[Department, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {
            "key": self.role.key,
            "name": self.role.name,
            "grants": self.role.grants,
            "everyone": self.role.everyone,
            "people": [{"id": one.pk, "name": one.display_name} for one in self.people],
            "departments": [{"id": one.pk, "name": one.name} for one in self.departments],
        }


def list_roles(*, actor: User, application: Application) -> list[RoleSummary]:
    """Return the roles of an app with their members."""
    require(access_to(actor, application), "manage_access")
    roles = application.roles.prefetch_related("members__user", "members__department")
    return [_summary(role) for role in roles]


def get_role(*, actor: User, application: Application, role_key: str) -> RoleSummary:
    """Return one role of an app with its members."""
    for summary in list_roles(actor=actor, application=application):
        if summary.role.key == role_key:
            return summary
    raise NotFound(_("There is no such role."))


def _summary(role: Role) -> RoleSummary:
    members = list(role.members.all())
    return RoleSummary(
        role,
        tuple(member.user for member in members if member.user is not None),
        tuple(member.department for member in members if member.department is not None),
    )
