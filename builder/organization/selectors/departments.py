"""Find departments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import Department, User

SEARCH_LIMIT = 100


@dataclass
class DepartmentNode:
    """A department in the tree, with its people counted and what is below it."""

    department: Department
    people: int
    children: list[DepartmentNode] = field(default_factory=list)


def search_departments(
    *, actor: User, text: str = "", limit: int = 50, ids: Iterable[int] | None = None
) -> list[Department]:
    """Return departments whose name contains the text, or those with the ids."""
    del actor
    departments = Department.objects.all()
    if ids is not None:
        return list(departments.filter(pk__in=list(ids)[:SEARCH_LIMIT]))
    for word in text.split()[:5]:
        departments = departments.filter(name__icontains=word)
    return list(departments[: min(limit, SEARCH_LIMIT)])


def all_departments(*, actor: User) -> QuerySet[Department]:
    """Return every department, from the top down."""
    del actor
    return Department.objects.all()


def get_department(*, actor: User, department_id: int) -> Department:
    """Return a department."""
    del actor
    department = Department.objects.filter(pk=department_id).select_related("head", "parent").first()
    if department is None:
        raise NotFound(_("There is no such department."))
    return department


def department_tree(*, actor: User) -> list[DepartmentNode]:
    """Return the whole organisation as trees, in the order people gave it."""
    del actor
    counted = Department.objects.select_related("head").annotate(
        active_people=Count("people", filter=Q(people__is_active=True))
    )
    nodes = {one.pk: DepartmentNode(one, one.active_people) for one in counted.order_by("position", "name", "id")}
    roots: list[DepartmentNode] = []
    for node in nodes.values():
        above = nodes.get(node.department.parent_id or 0)
        (roots if above is None else above.children).append(node)
    return roots
