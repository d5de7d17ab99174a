"""Reporting lines."""

from __future__ import annotations

import pytest

from builder.models import User
from builder.organization import chain_of, department_subtree, head_of, manager_of, subordinate_ids
from tests.builder.factories import make_department, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    """Top leads middle, middle leads bottom."""
    top = make_person()
    middle = make_person(manager=top)
    return top, middle, make_person(manager=middle)


def test_everybody_below_is_found_on_every_level(line, django_assert_num_queries):
    """The answer is one statement that other statements can contain."""
    top, middle, bottom = line
    make_person()

    with django_assert_num_queries(1):
        found = set(User.objects.filter(pk__in=subordinate_ids(top)))

    assert {middle, bottom} == found


def test_the_chain_goes_up_and_passes_over_who_has_left(line):
    """Level one is the nearest manager who is still there."""
    top, middle, bottom = line

    assert ([middle, top], top, None) == (chain_of(bottom), manager_of(bottom, 2), manager_of(bottom, 3))

    User.objects.filter(pk=middle.pk).update(is_active=False)

    assert top == manager_of(bottom)


def test_a_circle_made_by_hand_still_ends(line):
    """A reporting line that bites its tail hangs nobody."""
    top, middle, bottom = line
    User.objects.filter(pk=top.pk).update(manager=bottom)

    assert [middle, top] == chain_of(bottom)
    assert {top.pk, middle.pk, bottom.pk} == set(
        User.objects.filter(pk__in=subordinate_ids(top)).values_list("pk", flat=True)
    )


def test_a_department_without_head_is_led_from_above():
    """The nearest active head on the way up leads."""
    boss, lead = make_person(), make_person()
    company = make_department(head=boss)
    division = make_department(parent=company)
    team = make_department(parent=division, head=lead)

    assert (lead, boss, boss, boss, None) == (
        head_of(team),
        head_of(division),
        head_of(team, 1),
        head_of(team, 2),
        head_of(None),
    )


def test_the_subtree_holds_the_department_and_what_is_below():
    """Departments whose number merely begins alike are not in it."""
    company = make_department()
    below = make_department(parent=company)
    make_department()

    assert {company.pk, below.pk} == set(department_subtree(company))
