"""Creating and changing people."""

from __future__ import annotations

import pytest

from builder.api.tokens import create_token, token_for
from builder.exceptions import Conflict, Invalid, NotAllowed
from builder.models import User
from builder.organization import system_user
from builder.organization.selectors.people import search_people
from builder.organization.services.account import change_password, change_preferences
from builder.organization.services.people import create_person, deactivate_person, set_password, update_person
from tests.builder.factories import PASSWORD, make_administrator, make_person

pytestmark = pytest.mark.django_db


def test_only_administrators_create_people():
    """Everybody else is refused."""
    with pytest.raises(NotAllowed):
        create_person(actor=make_person(), username="x", display_name="X")


def test_user_names_differ_in_more_than_their_capitals():
    """Ada and ada are the same person to people."""
    make_person("ada")

    with pytest.raises(Invalid, match="user name"):
        make_person("Ada")


def test_nobody_reports_to_themselves():
    """A circle in the reporting lines is refused, however long."""
    top = make_person()
    middle = make_person(manager=top)
    bottom = make_person(manager=middle)

    with pytest.raises(Invalid, match="report to themselves"):
        update_person(actor=make_administrator(), person_id=top.pk, manager=bottom)


def test_the_last_administrator_stays():
    """Somebody must be able to administrate."""
    administrator = make_administrator()

    with pytest.raises(Conflict):
        deactivate_person(actor=administrator, person_id=administrator.pk)


def test_who_leaves_loses_their_tokens():
    """A deactivated person can do nothing, not even by program."""
    administrator, person = make_administrator(), make_person()
    _token, secret = create_token(actor=person, name="mine", scopes=["read"])
    deactivate_person(actor=administrator, person_id=person.pk)

    assert (None, False) == (token_for(secret), User.objects.get(pk=person.pk).is_active)


def test_weak_passwords_are_refused():
    """The rules hold for what administrators set as well."""
    with pytest.raises(Invalid):
        set_password(actor=make_administrator(), person_id=make_person().pk, password="short")


def test_a_person_changes_their_password_by_knowing_it():
    """The current password is asked for."""
    person = make_person()

    with pytest.raises(Invalid, match="current"):
        change_password(actor=person, current="wrong", new="another long secret")

    assert change_password(actor=person, current=PASSWORD, new="another long secret").check_password(
        "another long secret"
    )


@pytest.mark.parametrize("value", [{"language": "xx"}, {"timezone": "../etc"}, {"theme": "pink"}, {"is_staff": "1"}])
def test_only_offered_preferences_are_stored(value):
    """Neither unknown values nor other properties of a person get in."""
    with pytest.raises(Invalid):
        change_preferences(actor=make_person(), **value)


def test_the_search_finds_active_people_by_every_word():
    """The system and who has left are not offered."""
    ada = make_person("ada", display_name="Ada Lovelace")
    make_person("adam", display_name="Adam Gone", is_active=False)
    system_user()

    assert [ada] == search_people(actor=ada, text="love ada")


def test_there_is_one_system_user():
    """The platform always acts as the same one, which cannot sign in."""
    assert system_user().pk == system_user().pk
    assert system_user().has_usable_password() is False
