"""A small organisation for people rules: 1 -> 2 -> 3 -> 4 report upwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flow_engine.assignees import assignee_types
from flow_engine.assignees.base import Facts

assignee_types.discover()


class Firm:
    """Departments 10 (head 3) below 20 (no head) below 30 (head 4); person 9 has left."""

    managers = {1: 2, 2: 3, 3: 4, 7: 7}
    departments = {1: 10, 2: 10, 3: 10, 4: 30, 5: 20}
    parents = {10: 20, 20: 30}
    heads = {10: 3, 30: 4}
    roles = {"finance": [5, 6, 1], "top": [3]}

    def active(self, people: Sequence[int]) -> list[int]:
        """Return those who have not left."""
        return [person for person in people if person != 9]

    def manager_of(self, person: int) -> int | None:
        """Return the manager."""
        return self.managers.get(person)

    def department_of(self, person: int) -> int | None:
        """Return the department."""
        return self.departments.get(person)

    def parent_of(self, department: int) -> int | None:
        """Return the department above."""
        return self.parents.get(department)

    def head_of(self, department: int) -> int | None:
        """Return the head."""
        return self.heads.get(department)

    def members_of_role(self, role: str) -> list[int]:
        """Return the members."""
        return self.roles.get(role, [])

    def members_below(self, department: int, people: Sequence[int]) -> list[int]:
        """Return those of the department."""
        return [person for person in people if self.departments.get(person) == department]


def resolve(rule: Mapping[str, Any], *, initiator: int = 1, previous: int | None = None, **values: Any) -> list[int]:
    """Return whom a rule names."""
    return assignee_types.get(rule["by"]).resolve(rule, Facts(initiator, previous, values), Firm())
