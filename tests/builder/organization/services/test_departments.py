"""Changing the tree of departments."""

from __future__ import annotations

import pytest

from builder.exceptions import Conflict, Invalid, NotAllowed
from builder.models import Department, EventRow
from builder.organization.selectors.departments import department_tree
from builder.organization.services.departments import (
    create_department,
    move_department,
    remove_department,
    update_department,
)
from tests.builder.factories import make_administrator, make_department, make_person

pytestmark = pytest.mark.django_db


def _path(department):
    return Department.objects.values_list("path", flat=True).get(pk=department.pk)


def test_a_move_takes_everything_below_along():
    """The paths of the whole branch are rewritten."""
    first, second = make_department(), make_department()
    child = make_department(parent=first)
    grandchild = make_department(parent=child)
    move_department(actor=make_administrator(), department_id=child.pk, parent=second)

    assert f"{second.pk}/{child.pk}/" == _path(child)
    assert f"{second.pk}/{child.pk}/{grandchild.pk}/" == _path(grandchild)


def test_a_department_cannot_go_below_itself():
    """Neither directly nor further down."""
    first = make_department()
    child = make_department(parent=first)

    with pytest.raises(Conflict):
        move_department(actor=make_administrator(), department_id=first.pk, parent=child)


def test_a_department_in_use_stays():
    """People and departments below keep it."""
    department = make_department()
    make_person(department=department)

    with pytest.raises(Conflict):
        remove_department(actor=make_administrator(), department_id=department.pk)


def test_changes_are_in_the_event_log():
    """The log names what was and what is."""
    department = make_department("Sales")
    update_department(actor=make_administrator(), department_id=department.pk, name="Sales Asia")

    assert {"name": ["Sales", "Sales Asia"]} == EventRow.objects.filter(type="department.changed").latest("id").change


def test_only_administrators_change_departments_and_names_are_needed():
    """Everybody else is refused."""
    with pytest.raises(NotAllowed):
        create_department(actor=make_person(), name="Mine")
    with pytest.raises(Invalid):
        create_department(actor=make_administrator(), name="  ")


def test_the_tree_counts_people_who_are_still_there():
    """Every node knows its own people and its children."""
    company = make_department("Company")
    team = make_department("Team", parent=company)
    make_person(department=team)
    make_person(department=team, is_active=False)
    (root,) = department_tree(actor=make_administrator())

    assert ("Company", 0, [("Team", 1)]) == (
        root.department.name,
        root.people,
        [(child.department.name, child.people) for child in root.children],
    )
