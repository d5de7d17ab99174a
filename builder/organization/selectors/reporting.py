"""Reporting lines: who leads whom, upwards as people and downwards as SQL."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from builder.models import Department, User

HIGHEST_LINE = 30

# UNION, not UNION ALL: a line that has become a circle by hand still ends.
_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM builder_user WHERE manager_id = %s
    UNION
    SELECT person.id FROM builder_user person JOIN below ON person.manager_id = below.id
) SELECT id FROM below
"""
_ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT manager_id FROM builder_user WHERE id = %s AND manager_id IS NOT NULL
    UNION
    SELECT person.manager_id FROM builder_user person JOIN above ON person.id = above.id
    WHERE person.manager_id IS NOT NULL
) SELECT id FROM above
"""


def subordinate_ids(person: User) -> RawSQL:
    """Return a subquery of the ids of everybody below the person, for `owner_id__in=`."""
    return RawSQL(_BELOW, [person.pk])  # noqa: S611 - constant text, bound parameter


def subordinates(person: User) -> QuerySet[User]:
    """Return everybody below the person, on any level."""
    return User.objects.filter(pk__in=subordinate_ids(person))


def department_subtree(department: Department) -> QuerySet[Department, int]:
    """Return a subquery of the ids of the department and everything below it, for `department_id__in=`."""
    return Department.objects.filter(path__startswith=department.path).order_by().values_list("pk", flat=True)


def chain_of(person: User) -> list[User]:
    """Return the people above the person, the nearest first; those who have left are passed over."""
    above = RawSQL(_ABOVE, [person.pk])  # noqa: S611 - constant text, bound parameter
    people = {one.pk: one for one in User.objects.filter(pk__in=above)}
    chain: list[User] = []
    seen = {person.pk}
    following = person.manager_id
    while following in people and following not in seen and len(chain) < HIGHEST_LINE:
        seen.add(following)
        chain.append(people[following])
        following = people[following].manager_id
    return [one for one in chain if one.is_active]


def manager_of(person: User, level: int = 1) -> User | None:
    """Return the manager so many levels up, or None when the line ends before."""
    chain = chain_of(person)
    return chain[level - 1] if 0 < level <= len(chain) else None


def head_of(department: Department | None, level: int = 0) -> User | None:
    """Return who leads the department so many levels up (0 is the department itself).

    A department without an active head is led by that of the nearest department above.
    """
    if department is None:
        return None
    ids = [int(part) for part in department.path.split("/") if part]
    wanted = ids[: len(ids) - level] if level else ids
    heads = {one.pk: one.head for one in Department.objects.filter(pk__in=wanted).select_related("head")}
    for key in reversed(wanted):
        head = heads.get(key)
        if head is not None and head.is_active:
            return head
    return None
