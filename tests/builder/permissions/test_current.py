"""Finding what a person may do."""

from __future__ import annotations

import pytest

from builder.exceptions import NotAllowed
from builder.models import User
from builder.permissions import access_everywhere, access_to, require
from tests.builder.factories import make_administrator, make_application, make_department, make_person, make_role

pytestmark = pytest.mark.django_db


def _fresh(person):
    return User.objects.get(pk=person.pk)


def test_roles_come_directly_by_department_and_for_everyone():
    """A role reaches a person in three ways; departments include what is below them."""
    company = make_department("Company")
    team = make_department("Team", parent=company)
    person, application = make_person(department=team), make_application()
    make_role(application, person, grants={"app": ["design"]})
    make_role(application, departments=[company], grants={"app": ["publish"]})
    make_role(application, everyone=True, grants={"app": ["use"]})

    assert frozenset({"use", "design", "publish"}) == access_to(_fresh(person), application).rights


def test_a_sister_department_does_not_count():
    """Department 1 is not above department 10 or beside it."""
    first, second = make_department(), make_department()
    person, application = make_person(department=second), make_application()
    make_role(application, departments=[first])

    assert frozenset() == access_to(person, application).rights


def test_the_creator_may_do_everything_in_their_app():
    """The built-in role of builders goes to who made the app."""
    person = make_person()
    application = make_application(person)

    assert frozenset({"use", "design", "publish", "manage_access"}) == access_to(person, application).rights


def test_administrators_and_nobody_else_see_everything():
    """Administration needs no role, and an account that was closed has no rights at all."""
    application = make_application()
    closed = make_administrator()
    closed.is_active = False

    assert access_to(make_administrator(), application).everything
    assert frozenset() == access_to(closed, application).rights


def test_a_request_costs_three_queries_at_most(django_assert_max_num_queries):
    """Department and roles are asked for once, however often the answer is used."""
    person, application = make_person(department=make_department()), make_application()
    make_role(application, person, grants={"forms": {"*": {"actions": ["read"]}}})
    actor = _fresh(person)

    with django_assert_max_num_queries(3):
        for _time in range(5):
            access_to(actor, application).form("orders").can("read")


def test_a_change_of_roles_is_seen_by_the_same_actor():
    """The version stamp of the app leaves remembered answers behind."""
    person, application = make_person(), make_application()
    before = access_to(person, application).can("use")
    make_role(application, person)

    assert (False, True) == (before, access_to(person, application).can("use"))


def test_access_everywhere_answers_for_all_apps_at_once(django_assert_num_queries):
    """The list of apps needs one query for all rights."""
    person = make_person()
    first, second = make_application(), make_application()
    make_role(first, person)
    make_role(second, person, grants={"app": ["design"]})
    make_application()
    actor = _fresh(person)

    with django_assert_num_queries(1):
        found = access_everywhere(actor)

    assert {first.pk, second.pk} == set(found)


def test_require_refuses_what_is_not_given():
    """The refusal is an error of the business."""
    with pytest.raises(NotAllowed):
        require(access_to(make_person(), make_application()), "design")
