"""The loop that runs jobs."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError

from builder.events import doorbell, worker
from builder.events.jobs import JobRequest, enqueue, job
from builder.events.worker import Worker, drain_recorded
from builder.models import Job


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Keep the recorders of tests apart."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def running_worker():
    """Run a worker in a thread for the time of the test; it looks into the table only when the bell rings."""
    one = Worker(poll=60)
    thread = threading.Thread(target=one.run)
    thread.start()
    yield one
    one.stop()
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_the_doorbell_wakes_the_worker(running_worker):
    """A committed job is run without waiting for the next look."""
    ran = threading.Event()
    job("wake")(lambda running: ran.set())

    enqueue(JobRequest(name="wake", key="k"))

    assert ran.wait(10)


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_what_waited_before_it_started():
    """Nobody has to ring for work that an earlier process left."""
    ran = threading.Event()
    job("wake")(lambda running: ran.set())
    enqueue(JobRequest(name="wake", key="k"))
    doorbell.waiting.clear()

    one = Worker(poll=60)
    thread = threading.Thread(target=one.run)
    thread.start()

    assert ran.wait(10)
    one.stop()
    thread.join(10)


@pytest.mark.django_db(transaction=True)
def test_a_quiet_table_is_only_looked_at(monkeypatch):
    """Between rings the worker takes no lock."""
    one = Worker(poll=0.001)
    looks = []

    def look():
        looks.append(1)
        if len(looks) == 3:
            one.stop()
        return False

    monkeypatch.setattr(worker, "is_anything_due", look)
    one.run()

    assert [1, 1, 1] == looks


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_waited_for(monkeypatch):
    """The worker says so and goes on when it is back."""
    monkeypatch.setattr(worker, "LONGEST_PAUSE", 0.001)
    ran = threading.Event()
    job("wake")(lambda running: ran.set())
    one = Worker(poll=0.001)
    outcomes = iter([OperationalError("The server is away."), OperationalError("Still."), True])

    def look():
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        enqueue(JobRequest(name="wake", key="k"))
        one_round()
        one.stop()
        return False

    def one_round():
        worker.drain()

    monkeypatch.setattr(worker, "is_anything_due", look)
    one.run()

    assert ran.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_stopped_worker_finishes_its_job_and_starts_no_other():
    """Stopping is no accident for the job that runs."""
    one = Worker(poll=60)
    job("last")(lambda running: one.stop())
    enqueue(JobRequest(name="last", key="1"))
    enqueue(JobRequest(name="last", key="2"))

    one.run()

    mine = Job.objects.filter(name="last").order_by("id")
    assert [Job.State.DONE, Job.State.PENDING] == list(mine.values_list("state", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_drain_with_a_recorder_counts():
    """As Celery's workers do it."""
    job("plain")(lambda running: None)
    enqueue(JobRequest(name="plain", key="1"))

    assert 1 == drain_recorded(seconds=5)
