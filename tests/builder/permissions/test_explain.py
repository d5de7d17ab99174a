"""Explanations of access."""

from __future__ import annotations

import pytest

from builder.permissions import why
from tests.builder.factories import make_administrator, make_application, make_person, make_role

pytestmark = pytest.mark.django_db


def test_every_role_that_gives_something_is_named():
    """The text names role, actions, records and restricted fields."""
    person, application = make_person(), make_application()
    form = {"actions": ["read", "amend"], "scope": {"kind": "department"}, "fields": {"price": "hidden"}}
    make_role(application, person, name="Sales", grants={"forms": {"order": form}})
    make_role(application, person, name="Others", grants={"app": ["use"]})

    assert ["Role Sales: Read, Change; Records of my department. Fields: price: Hidden."] == [
        reason.text for reason in why(person, application, "order")
    ]


def test_administrators_learn_that_they_are():
    """There is one reason for everything."""
    assert ["You may do everything because you are an administrator."] == [
        reason.text for reason in why(make_administrator(), make_application(), "order")
    ]
