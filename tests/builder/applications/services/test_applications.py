"""Creating, changing and removing apps."""

from __future__ import annotations

import pytest

from builder.applications.selectors.applications import get_application, list_applications
from builder.applications.services.applications import create_application, remove_application, update_application
from builder.exceptions import Conflict, Invalid, NotAllowed, NotFound
from tests.builder.factories import make_administrator, make_application, make_person, make_role

pytestmark = pytest.mark.django_db


def test_keys_are_made_from_names_and_never_clash():
    """Chinese names get a neutral key, and the second of a name a number."""
    person = make_person()
    keys = [
        create_application(actor=person, name=name).key for name in ("Purchase Requests!", "Purchase requests", "采购")
    ]

    assert ["purchase-requests", "purchase-requests-2", "app"] == keys


def test_an_app_without_a_name_is_refused():
    """The problem says where."""
    with pytest.raises(Invalid) as caught:
        create_application(actor=make_person(), name=" ", icon="<svg>", accent="neon")

    assert ["name", "icon", "accent"] == [problem.path for problem in caught.value.problems]


def test_a_taken_key_is_a_conflict():
    """Somebody was faster."""
    person = make_person()
    create_application(actor=person, name="One", key="one")

    with pytest.raises(Conflict):
        create_application(actor=person, name="Two", key="one")


def test_people_see_the_apps_they_may_use():
    """Others do not exist for them; administrators see all."""
    person = make_person()
    mine = make_application(name="Beta")
    make_role(mine, person)
    other = make_application(name="Alpha")

    assert [mine] == list_applications(actor=person)
    assert [other, mine] == list_applications(actor=make_administrator())
    with pytest.raises(NotFound):
        get_application(actor=person, key=other.key)


def test_a_user_of_the_app_learns_which_right_is_missing():
    """The app exists for them, so the answer is not that it does not."""
    person, application = make_person(), make_application()
    make_role(application, person)

    with pytest.raises(NotAllowed):
        get_application(actor=person, key=application.key, right="design")


def test_a_change_moves_the_version_stamp():
    """Caches of the app's definitions are left behind."""
    person = make_person()
    application = make_application(person)
    changed = update_application(actor=person, application=application, name={"en": "New", "zh-hans": "新"})

    assert changed.version_stamp > application.version_stamp


def test_a_removed_app_is_gone_for_everybody():
    """Not even administrators find it in the usual places."""
    person = make_person()
    application = make_application(person)
    remove_application(actor=person, application=application)

    assert [] == list_applications(actor=make_administrator())
