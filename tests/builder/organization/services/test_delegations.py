"""Delegations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builder.exceptions import Invalid, NotFound
from builder.organization import deputy_of
from builder.organization.services.delegations import cancel_delegation, create_delegation
from tests.builder.factories import make_application, make_person

pytestmark = pytest.mark.django_db


def _delegate(person, deputy, start=-1, end=1, **values):
    now = timezone.now()
    times = {"starts_at": now + timedelta(days=start), "ends_at": now + timedelta(days=end)}
    return create_delegation(actor=person, deputy=deputy, **times, **values)


def test_while_it_lasts_the_deputy_decides_and_hands_on():
    """A deputy who is away as well passes the work on to theirs."""
    one, two, three = make_person(), make_person(), make_person()
    _delegate(one, two)

    assert (two, None) == (deputy_of(one), deputy_of(two))

    _delegate(two, three)

    assert three == deputy_of(one)


def test_before_and_after_nobody_else_decides():
    """The time is checked, and a cancelled delegation holds no more."""
    one, two = make_person(), make_person()
    delegation = _delegate(one, two, start=1, end=2)

    assert (None, two) == (deputy_of(one), deputy_of(one, at=timezone.now() + timedelta(days=1, hours=1)))

    cancel_delegation(actor=one, delegation_id=delegation.pk)

    assert deputy_of(one, at=timezone.now() + timedelta(days=1, hours=1)) is None


def test_a_delegation_can_be_for_one_app():
    """Other apps are not touched."""
    one, two = make_person(), make_person()
    application, other = make_application(), make_application()
    _delegate(one, two, application=application)

    assert (two, None) == (deputy_of(one, application), deputy_of(one, other))


@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1), (-2, -1)])
def test_the_end_comes_after_the_start_and_after_now(start, end):
    """A time that has passed or runs backwards is refused."""
    with pytest.raises(Invalid):
        _delegate(make_person(), make_person(), start, end)


def test_nobody_is_their_own_deputy_nor_has_two():
    """Two deputies at the same time would each wait for the other."""
    one, two, three = make_person(), make_person(), make_person()
    with pytest.raises(Invalid, match="somebody else"):
        _delegate(one, one)
    _delegate(one, two)

    with pytest.raises(Invalid, match="already have a deputy"):
        _delegate(one, three)


def test_work_never_goes_round_in_a_circle():
    """The circle may be as long as it likes."""
    one, two, three = make_person(), make_person(), make_person()
    _delegate(one, two)
    _delegate(two, three)

    with pytest.raises(Invalid, match="handed their own work"):
        _delegate(three, one)


def test_only_the_principal_cancels():
    """To others the delegation does not exist."""
    one, two = make_person(), make_person()
    delegation = _delegate(one, two)

    with pytest.raises(NotFound):
        cancel_delegation(actor=two, delegation_id=delegation.pk)
