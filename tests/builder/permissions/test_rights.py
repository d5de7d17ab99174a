"""Design rights on one definition."""

from __future__ import annotations

import pytest

from builder.models import Role
from builder.permissions import designers_of, grant_design, may_design, revoke_design
from tests.builder.factories import make_application, make_person, make_role

pytestmark = pytest.mark.django_db


def test_a_role_can_be_given_one_definition_to_design():
    """The right holds for that definition only, and ends when it is taken away."""
    person, application = make_person(), make_application()
    role = make_role(application, person)
    one, other = Role.objects.filter(application=application)[:2]
    grant_design(role, one)

    assert (True, False) == (may_design(person, application, one), may_design(person, application, other))
    assert [role] == designers_of(one)

    revoke_design(role, one)

    assert may_design(person, application, one) is False


def test_who_may_design_the_app_may_design_all_of_it():
    """The right on the app needs no right on its parts."""
    person = make_person()
    application = make_application(person)

    assert may_design(person, application, Role.objects.first())
