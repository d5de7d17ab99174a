"""Announcing writes the log and queues what listens."""

from __future__ import annotations

import pytest
from django.db import transaction

from builder.events import announce, announce_all, caused_by
from builder.exceptions import Invalid
from builder.models import EventRow, Job

from .teahouse import TeaMade, fail_with, tea

pytestmark = pytest.mark.django_db


def test_an_event_is_logged_with_what_it_says():
    """The log keeps the type, the subject and the event's own fields."""
    logged = announce(tea(cups=3, record_id=7))

    row = EventRow.objects.get(pk=logged.id)

    assert ("test.tea_made", 7, {"cups": 3}) == (row.type, row.record_id, row.payload)


def test_an_inside_receiver_hears_at_once(inside_receiver):
    """It hears the logged event, in the announcing transaction."""
    logged = announce(tea())

    assert [logged] == inside_receiver.events
    assert logged.id == inside_receiver.events[0].id


def test_an_inside_receiver_may_refuse(inside_receiver):
    """What it refuses has not happened."""
    inside_receiver.effect = fail_with(Invalid("No tea today."))

    with pytest.raises(Invalid, match="No tea today"), transaction.atomic():
        announce(tea())

    assert EventRow.objects.filter(type=TeaMade.type).count() == 0


def test_an_after_receiver_gets_a_job_of_its_own(after_receiver):
    """It does not hear now; a durable job will tell it."""
    announce(tea())

    assert [] == after_receiver.events
    assert ["event"] == list(Job.objects.values_list("name", flat=True))


def test_what_receivers_announce_is_a_consequence(inside_receiver):
    """The chain of causes is kept, with its depth."""
    inside_receiver.effect = lambda event: announce(tea(cups=event.cups - 1)) if event.cups > 1 else None

    announce(tea(cups=3))

    first, second, third = EventRow.objects.order_by("id")
    assert [(None, 0), (first.pk, 1), (second.pk, 2)] == [(row.cause_id, row.depth) for row in (first, second, third)]


def test_an_outer_cause_is_kept():
    """Whoever reacts to an event marks what follows."""
    cause = announce(tea())
    with caused_by(cause.id, cause.depth):
        logged = announce(tea())

    assert 1 == logged.depth


def test_announcing_costs_two_statements(after_receiver, django_assert_num_queries):
    """One for the log and one for all jobs."""
    with django_assert_num_queries(2):
        announce(tea())


def test_announcing_to_nobody_costs_one_statement(django_assert_num_queries):
    """Without listeners there is only the log."""
    with django_assert_num_queries(1):
        announce(tea())


def test_many_events_cost_as_much_as_one(after_receiver, inside_receiver, django_assert_num_queries):
    """Bulk work announces all its rows with two statements, and every receiver hears every event."""
    with django_assert_num_queries(2):
        logged = announce_all([tea(cups=number) for number in range(5)])

    assert logged == inside_receiver.events
    assert 5 == Job.objects.count()
    assert [event.id for event in logged] == list(EventRow.objects.order_by("id").values_list("id", flat=True))


def test_jobs_of_one_record_share_a_lane(after_receiver):
    """So that they run in order; events of no record have no lane."""
    announce(tea(record_id=7))
    announce(tea())

    assert ["1:7", None] == list(Job.objects.order_by("id").values_list("lane", flat=True))
