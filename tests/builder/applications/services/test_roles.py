"""Roles of an app."""

from __future__ import annotations

import pytest

from builder.applications.selectors.roles import get_role, list_roles
from builder.applications.services.roles import create_role, remove_role, set_members, update_role
from builder.exceptions import Conflict, Invalid, NotAllowed, NotFound
from builder.models import EventRow
from tests.builder.factories import make_application, make_department, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder():
    return make_person()


@pytest.fixture
def application(builder):
    return make_application(builder)


def test_members_are_people_and_departments(builder, application):
    """What was set is what is shown."""
    person, department = make_person(), make_department("Sales")
    set_members(
        actor=builder,
        application=application,
        role_key="member",
        people=[person.pk],
        departments=[department.pk],
    )
    summary = get_role(actor=builder, application=application, role_key="member")

    assert ((person,), (department,)) == (summary.people, summary.departments)


def test_unknown_members_are_refused(builder, application):
    """Nothing is changed by half."""
    with pytest.raises(NotFound):
        set_members(actor=builder, application=application, role_key="member", people=[builder.pk, 987654])

    assert () == get_role(actor=builder, application=application, role_key="member").people


def test_who_may_not_manage_access_changes_no_role(application):
    """Designing an app is not the right to open it to others."""
    designer = make_person()
    make_role(application, designer, grants={"app": ["use", "design", "publish"]})

    with pytest.raises(NotAllowed):
        update_role(actor=designer, application=application, role_key="member", everyone=True)
    with pytest.raises(NotAllowed):
        list_roles(actor=designer, application=application)


def test_somebody_can_always_manage_access(builder, application):
    """The last builder cannot be shut out by accident."""
    with pytest.raises(Conflict):
        set_members(actor=builder, application=application, role_key="builder", people=[])
    with pytest.raises(Conflict):
        update_role(actor=builder, application=application, role_key="builder", grants={"app": ["use"]})
    with pytest.raises(Conflict):
        remove_role(actor=builder, application=application, role_key="builder")


def test_grants_are_checked_and_changes_are_logged(builder, application):
    """Problems name their path below the grants."""
    with pytest.raises(Invalid) as caught:
        create_role(actor=builder, application=application, key="clerk", name="Clerk", grants={"app": ["rule"]})
    create_role(actor=builder, application=application, key="clerk", name="Clerk", grants={"app": ["use"]})
    update_role(actor=builder, application=application, role_key="clerk", grants={"app": ["design"]})

    assert ["grants.app.0"] == [problem.path for problem in caught.value.problems]
    assert {"grants": [{"app": ["use"]}, {"app": ["design"]}]} == EventRow.objects.latest("id").change
