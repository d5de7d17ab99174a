"""What every people rule answers, and what it may ask about the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from builder.registry import Type

MAX_LEVELS = 20


class Directory(Protocol):
    """The organisation, as far as people rules need it."""

    def active(self, people: Sequence[int]) -> list[int]:
        """Return those who can work, in the given order."""

    def manager_of(self, person: int) -> int | None:
        """Return the person's manager."""

    def department_of(self, person: int) -> int | None:
        """Return the person's department."""

    def parent_of(self, department: int) -> int | None:
        """Return the department above."""

    def head_of(self, department: int) -> int | None:
        """Return who leads the department."""

    def members_of_role(self, role: str) -> list[int]:
        """Return the members of one of the application's roles."""

    def members_below(self, department: int, people: Sequence[int]) -> list[int]:
        """Return those who belong to the department or one below it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may look at: who started, who decided before, and the record."""

    initiator: int
    previous: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


class Assignee(Type):
    """One way to name people; it answers ids, in order, and never saves."""

    summary: ClassVar[Any] = ""

    def resolve(self, rule: Mapping[str, Any], facts: Facts, directory: Directory) -> list[int]:
        """Return the people the rule names now."""
        raise NotImplementedError

    def fields(self, rule: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the form fields the rule reads, as (key, wanted field type)."""
        return []


def subject_of(rule: Mapping[str, Any], facts: Facts) -> int | None:
    """Return the person a rule starts from: the initiator, who decided before, or the one in a field."""
    of = rule.get("of", "initiator")
    if of == "initiator":
        return facts.initiator
    if of == "previous_approver":
        return facts.previous or facts.initiator
    return next(iter(ids_in(facts.values.get(rule["field"]))), None)


def ids_in(value: Any) -> list[int]:
    """Return the ids in a member or department field, whether it holds one or several."""
    if value is None:
        return []
    if isinstance(value, int):
        return [value]
    return [int(one) for one in value if one is not None]


def reporting_line(person: int | None, directory: Directory) -> list[int]:
    """Return the managers above a person, nearest first; a circle ends the line."""
    line: list[int] = []
    while person is not None and len(line) < MAX_LEVELS:
        person = directory.manager_of(person)
        if person is None or person in line:
            break
        line.append(person)
    return line


def heads_above(department: int | None, directory: Directory) -> list[int]:
    """Return the heads of a department and of those above it, nearest first; places without a head are skipped."""
    heads: list[int] = []
    seen: set[int] = set()
    while department is not None and department not in seen and len(seen) < MAX_LEVELS:
        seen.add(department)
        head = directory.head_of(department)
        if head is not None:
            heads.append(head)
        department = directory.parent_of(department)
    return unique(heads)


def unique(people: Iterable[int]) -> list[int]:
    """Return the people once each; the first place counts."""
    return list(dict.fromkeys(people))


def resolve_all(
    rules: Iterable[Mapping[str, Any]],
    types: Mapping[str, Assignee],
    facts: Facts,
    directory: Directory,
) -> list[int]:
    """Return everybody the rules name: active people only, once each, in the order of the rules."""
    found = [person for rule in rules for person in types[rule["by"]].resolve(rule, facts, directory)]
    return directory.active(unique(found))
