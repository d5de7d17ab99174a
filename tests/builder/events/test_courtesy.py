"""People come before jobs."""

from __future__ import annotations

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection

from builder.events import courtesy


@pytest.fixture
def breaks(monkeypatch):
    """Collect the breaks that are taken."""
    taken = []
    monkeypatch.setattr(courtesy.time, "sleep", taken.append)
    monkeypatch.setattr(courtesy, "_in_flight", 0)
    return taken


def test_nobody_waits_so_nothing_is_delayed(breaks):
    """A quiet server runs its jobs at full speed."""
    courtesy.give_way(0.01)

    assert [] == breaks


def test_a_request_gets_its_turn_on_sqlite(breaks):
    """The lock is free for as long as the last job held it, within limits; PostgreSQL locks rows, not everything."""
    courtesy._begin()
    for worked in (0.0, 0.01, 5.0):
        courtesy.give_way(worked)
    courtesy._end()
    courtesy.give_way(0.01)

    assert ([0.002, 0.01, 0.05] if connection.vendor == "sqlite" else []) == breaks


def test_requests_are_counted_from_start_to_end(breaks):
    """By Django's own signals."""
    receivers = {name: receiver for (name, _sender), receiver, *_rest in request_started.receivers}

    assert "builder.events.courtesy" in receivers
    assert courtesy._end in {receiver() for _key, receiver, *_rest in request_finished.receivers}
    assert 0 == courtesy.requests_in_flight()
