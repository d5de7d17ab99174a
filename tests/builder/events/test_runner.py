"""Running jobs."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection

from builder.events import announce
from builder.events.jobs import GiveUp, JobRequest, enqueue, job
from builder.events.runner import drain, run_next
from builder.models import EventRow, Incident, Job, Notification

from .teahouse import fail_with, states, tea, tomorrow

pytestmark = pytest.mark.django_db


def test_an_after_receiver_hears_the_logged_event(after_receiver):
    """It hears it once, and the job is done."""
    logged = announce(tea(cups=2))

    assert 1 == drain()
    assert [logged] == after_receiver.events
    assert [Job.State.DONE] == states()


def test_an_idle_runner_says_so():
    """There was nothing to run."""
    assert run_next() is False


def test_running_an_event_job_costs_three_statements_beside_its_transaction(after_receiver, django_assert_num_queries):
    """Take it, read the event, mark it; the savepoint stands for the transaction of real life."""
    announce(tea())

    with django_assert_num_queries(5):
        run_next()


def test_what_a_failed_handler_wrote_is_gone(after_receiver):
    """Its effects and its mark are one transaction."""
    after_receiver.effect = lambda event: (announce(tea(cups=9)), fail_with(RuntimeError("broken"))(event))
    announce(tea())

    run_next()

    assert 1 == EventRow.objects.count()
    assert [Job.State.PENDING] == states()


def test_a_failed_job_is_tried_again_later(after_receiver):
    """The failure is kept in words, and the job waits."""
    after_receiver.effect = fail_with(RuntimeError("The kettle is broken."))
    announce(tea())

    assert 1 == drain()
    row = Job.objects.get()
    assert 1 == row.attempts
    assert "The kettle is broken." in row.last_error

    after_receiver.effect = lambda event: None
    assert 1 == drain(at=tomorrow())
    assert [Job.State.DONE] == states()


def test_a_poisoned_job_does_not_delay_the_others(after_receiver):
    """The one behind it runs in the same round."""
    after_receiver.effect = lambda event: fail_with(RuntimeError("poison"))(event) if event.cups == 1 else None
    announce(tea(cups=1, record_id=7))
    announce(tea(cups=2, record_id=7))

    assert 2 == drain()
    assert [Job.State.PENDING, Job.State.DONE] == states()


def test_a_job_that_gives_up_is_dead_at_once(after_receiver):
    """There is an incident that says why."""
    after_receiver.effect = fail_with(GiveUp("There is no tea in this country."))
    announce(tea())

    drain()

    assert [Job.State.DEAD] == states()
    assert "There is no tea in this country." in Incident.objects.get().message


def test_a_job_nobody_knows_is_kept():
    """A newer release may bring its handler."""
    enqueue(JobRequest(name="unheard-of", key="k"))

    drain()

    assert [Job.State.PENDING] == states()
    assert "unheard-of" in Job.objects.get().last_error


@pytest.mark.django_db(transaction=True)
def test_a_constraint_broken_at_the_commit_counts_as_a_failure():
    """Such a job must not come back for ever without waiting."""

    @job("orphan")
    def write_orphan(running):
        Notification.objects.create(user_id=987654, title="Nobody's", key="k")

    enqueue(JobRequest(name="orphan", key="k"))

    assert 1 == drain()
    row = Job.objects.get()
    assert (1, 0) == (row.attempts, Notification.objects.count())
    assert IntegrityError.__name__ in row.last_error


@pytest.mark.django_db(transaction=True)
def test_a_job_with_outside_effects_runs_in_no_transaction():
    """What it does outside cannot be rolled back, so nothing pretends it could."""
    seen = []

    @job("outside", outside_effects=True)
    def reach_out(running):
        seen.append((connection.in_atomic_block, running.attempts, running.key))

    enqueue(JobRequest(name="outside", key="k"))
    drain()

    assert [(False, 1, "k")] == seen
    assert [Job.State.DONE] == states()


@pytest.mark.django_db(transaction=True)
def test_a_leased_job_is_left_alone_until_the_lease_runs_out():
    """A worker that died has it taken over, with the attempt counted."""
    attempts = []

    @job("outside", outside_effects=True, max_attempts=3)
    def die(running):
        attempts.append(running.attempts)
        raise KeyboardInterrupt

    enqueue(JobRequest(name="outside", key="k"))
    for _again in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_next(at=tomorrow())
        assert run_next() is False

    assert [1, 2] == attempts


@pytest.mark.django_db(transaction=True)
def test_a_leased_job_whose_workers_always_die_is_dead_in_the_end():
    """It does not take down one worker after the other for ever."""

    @job("outside", outside_effects=True, max_attempts=2)
    def die(running):
        raise KeyboardInterrupt

    enqueue(JobRequest(name="outside", key="k"))
    for _again in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_next(at=tomorrow())
    drain(at=tomorrow())

    assert [Job.State.DEAD] == states()


@pytest.mark.django_db(transaction=True)
def test_workers_share_the_work_without_doing_it_twice(after_receiver):
    """Every event is handled once, however many workers there are."""
    for number in range(40):
        announce(tea(cups=number, record_id=number % 5))

    def work():
        try:
            drain()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain()

    assert list(range(40)) == sorted(event.cups for event in after_receiver.events)
    assert {Job.State.DONE} == set(states())


@pytest.mark.django_db(transaction=True)
def test_events_of_one_record_are_handled_in_order(after_receiver):
    """Also by several workers at a time."""
    for number in range(30):
        announce(tea(cups=number, record_id=number % 3))

    def work():
        try:
            drain()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain()

    for record in range(3):
        heard = [event.cups for event in after_receiver.events if event.subject.record_id == record]
        assert sorted(heard) == heard
