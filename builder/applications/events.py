"""What happens to applications and their roles."""

from __future__ import annotations

from dataclasses import dataclass

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationChanged(Event):
    """An app was created, changed or removed; `change` says how."""

    type = "application.changed"


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event):
    """A role was created, changed or removed, or its members were."""

    type = "role.changed"
    role_id: int
    role_key: str
