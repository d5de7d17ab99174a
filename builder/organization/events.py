"""What happens to the organisation."""

from __future__ import annotations

from dataclasses import dataclass

from builder.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Event):
    """A person was created, changed or deactivated; `change` says how."""

    type = "person.changed"
    person_id: int


@dataclass(frozen=True, kw_only=True)
class DepartmentChanged(Event):
    """A department was created, changed, moved or removed."""

    type = "department.changed"
    department_id: int


@dataclass(frozen=True, kw_only=True)
class DelegationChanged(Event):
    """A delegation was made or cancelled."""

    type = "delegation.changed"
    delegation_id: int
    principal_id: int
    deputy_id: int
