"""What a Celery worker does."""

from __future__ import annotations

import pytest

from builder.events import doorbell, draining
from builder.events.jobs import JobRequest, enqueue, job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Keep the recorders of tests apart."""
    settings.DATA_DIR = tmp_path


def test_the_message_says_only_look():
    """The table says the rest."""
    job("plain")(lambda running: None)
    enqueue(JobRequest(name="plain", key="1"))

    assert 1 == draining.drain()


def test_what_is_left_when_the_time_is_up_is_rung_for(monkeypatch):
    """A long queue does not keep one worker from hearing that it should stop."""
    rings = []
    monkeypatch.setattr(draining, "drain_recorded", lambda seconds: 1)
    monkeypatch.setattr(doorbell, "ring", lambda: rings.append(1))
    enqueue(JobRequest(name="plain", key="1"))

    draining.drain()

    assert [1] == rings


def test_jobs_whose_time_has_come_are_rung_for(monkeypatch):
    """Nobody else would: their ring was long ago."""
    rings = []
    monkeypatch.setattr(draining, "NET_SECONDS", 0.001)

    def ring():
        rings.append(1)
        draining.draw_in_net()

    monkeypatch.setattr(doorbell, "ring", ring)
    monkeypatch.setattr(draining, "is_anything_due", lambda: True)
    draining._is_over.clear()
    draining._ring_for_due_jobs()

    assert [1] == rings
