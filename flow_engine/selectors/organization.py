"""The organisation as people rules see it, read as far as they ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from builder.models import Application, Department, Role, User
from builder.organization.selectors.delegations import deputy_of, running_delegations

MAX_LEVELS = 20


@dataclass(frozen=True, slots=True)
class _Person:
    active: bool = False
    manager: int | None = None
    department: int | None = None
    away: bool = False


_NOBODY = _Person()


class Organization:
    """Answers people rules; what was read once is not read again."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._people: dict[int, _Person] = {}
        self._departments: dict[int, tuple[int | None, int | None]] = {}

    def active(self, people: Sequence[int]) -> list[int]:
        """Return those who can work, in the given order."""
        self._load(people)
        return [person for person in people if self._people.get(person, _NOBODY).active]

    def manager_of(self, person: int) -> int | None:
        """Return the nearest manager who is still there."""
        seen = {person}
        current: int | None = person
        while current is not None and len(seen) <= MAX_LEVELS:
            current = self._person(current).manager
            if current is None or current in seen:
                return None
            if self._person(current).active:
                return current
            seen.add(current)
        return None

    def department_of(self, person: int) -> int | None:
        """Return the person's department."""
        return self._person(person).department

    def parent_of(self, department: int) -> int | None:
        """Return the department above."""
        return self._department(department)[0]

    def head_of(self, department: int) -> int | None:
        """Return who leads the department, unless they have left."""
        head = self._department(department)[1]
        return head if head is not None and self._person(head).active else None

    def members_of_role(self, role: str) -> list[int]:
        """Return the active members of a role, people and departments alike."""
        found = Role.objects.filter(application=self.application, key=role).prefetch_related("members__department")
        one = found.first()
        if one is None:
            return []
        people = User.objects.filter(is_active=True, is_system=False)
        if not one.everyone:
            wanted = Q(pk__in=[member.user_id for member in one.members.all() if member.user_id is not None])
            for member in one.members.all():
                if member.department is not None:
                    wanted |= Q(department__path__startswith=member.department.path)
            people = people.filter(wanted)
        return self._keep(people.order_by("pk"))

    def members_below(self, department: int, people: Sequence[int]) -> list[int]:
        """Return those who belong to the department or one below it."""
        path = Department.objects.filter(pk=department).values_list("path", flat=True).first()
        if path is None:
            return []
        inside = set(
            User.objects.filter(pk__in=list(people), department__path__startswith=path).values_list("pk", flat=True)
        )
        return [person for person in people if person in inside]

    def deputies(self, people: Sequence[int]) -> dict[int, int]:
        """Return who stands in now for those who are away."""
        self._load(people)
        away = [person for person in people if self._people.get(person, _NOBODY).away]
        if not away:
            return {}
        found = {}
        for person in User.objects.filter(pk__in=away):
            deputy = deputy_of(person, self.application)
            if deputy is not None:
                found[person.pk] = deputy.pk
        return found

    def _person(self, person: int) -> _Person:
        self._load([person])
        return self._people.get(person, _NOBODY)

    def _load(self, people: Iterable[int]) -> None:
        missing = [person for person in people if person not in self._people]
        if missing:
            self._keep(User.objects.filter(pk__in=missing, is_system=False).order_by())

    def _keep(self, people: QuerySet[User]) -> list[int]:
        delegations = running_delegations(timezone.now(), self.application).filter(principal=OuterRef("pk"))
        rows = people.annotate(away=Exists(delegations.order_by()))
        found = []
        for key, *known in rows.values_list("pk", "is_active", "manager_id", "department_id", "away"):
            self._people[key] = _Person(*known)
            found.append(key)
        return found

    def _department(self, department: int) -> tuple[int | None, int | None]:
        if department not in self._departments:
            row = Department.objects.filter(pk=department).values_list("parent_id", "head_id").first()
            self._departments[department] = row or (None, None)
        return self._departments[department]
