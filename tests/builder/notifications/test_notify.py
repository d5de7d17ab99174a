"""Telling people."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils.translation import gettext_lazy as _

from builder.events.runner import drain
from builder.models import Job, Notification
from builder.notifications import notify
from builder.notifications.selectors.bell import count_unread, list_notifications
from builder.notifications.services.reading import mark_all_read, mark_read
from builder.organization import system_user
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    """Return somebody with an address."""
    return make_person("ann", email="ann@example.com")


@pytest.fixture
def bob():
    """Return somebody without one."""
    return make_person("bob")


def test_everybody_has_a_bell_and_some_have_an_address(ann, bob):
    """Each channel reaches whom it can."""
    notify(users=[ann, bob], title="Tea is ready.", body="In the kitchen.", url="/tea/", key="tea:1")
    drain()

    assert ["Tea is ready."] == [one.title for one in list_notifications(actor=bob)]
    assert [["ann@example.com"]] == [sent.to for sent in mail.outbox]


def test_the_same_key_is_told_once(ann):
    """However often the code that tells it is run."""
    for _again in range(2):
        notify(users=[ann, ann], title="Tea is ready.", key="tea:1")
    drain()

    assert 1 == Notification.objects.count()
    assert 1 == len(mail.outbox)


def test_a_very_long_key_is_still_its_own(ann):
    """It fits into its column, and another long key stays another."""
    for number in range(2):
        notify(users=[ann], title="Tea is ready.", key="k" * 300 + str(number))

    mails = Job.objects.exclude(name="event")

    assert 2 == Notification.objects.count() == mails.count()


def test_people_are_told_in_their_language(ann, bob):
    """Lazy texts are translated for each of them."""
    bob.language = "zh-hans"
    ann.language = "en"

    notify(users=[ann, bob], title=_("Monday"), key="day")

    assert "Monday" == list_notifications(actor=ann)[0].title
    assert "星期一" == list_notifications(actor=bob)[0].title


def test_telling_many_costs_two_statements(django_assert_num_queries):
    """One for the bells and one for the mails, inside the caller's transaction."""
    people = [make_person(email=f"p{number}@example.com") for number in range(5)]

    with django_assert_num_queries(2):
        notify(users=people, title="Tea is ready.", key="tea:1")


def test_those_who_left_and_the_system_are_not_told(ann):
    """Nobody reads their bell."""
    ann.is_active = False

    notify(users=[ann, system_user()], title="Tea is ready.", key="tea:1")

    assert 0 == Notification.objects.count() == Job.objects.exclude(name="event").count()


def test_whoever_left_before_the_mail_went_out_gets_none(ann):
    """The job looks again."""
    notify(users=[ann], title="Tea is ready.", key="tea:1")
    ann.is_active = False
    ann.save()

    drain()

    assert [] == mail.outbox


def test_a_person_reads_their_own_notifications_only(ann, bob):
    """Marking as read touches nobody else's."""
    notify(users=[ann, bob], title="Tea is ready.", key="tea:1")
    bobs = list_notifications(actor=bob)[0]

    assert 0 == mark_read(actor=ann, ids=[bobs.pk])
    assert 1 == mark_read(actor=bob, ids=[bobs.pk])
    assert (1, 0) == (count_unread(actor=ann), count_unread(actor=bob))


def test_marking_all_leaves_what_came_after(ann):
    """Nobody has seen those yet."""
    notify(users=[ann], title="First.", key="1")
    seen = list_notifications(actor=ann)[0]
    notify(users=[ann], title="Second.", key="2")

    assert 1 == mark_all_read(actor=ann, up_to=seen.pk)
    assert 1 == count_unread(actor=ann)


def test_older_notifications_are_asked_for_by_the_last_one_seen(ann):
    """Pages neither skip nor repeat when new ones come in."""
    for number in range(3):
        notify(users=[ann], title=str(number), key=str(number))

    first = list_notifications(actor=ann, limit=2)
    second = list_notifications(actor=ann, limit=2, before=first[-1].pk)

    assert (["2", "1"], ["0"]) == ([one.title for one in first], [one.title for one in second])
