"""Ringing."""

from __future__ import annotations

import threading

import pytest

from builder.events import doorbell
from builder.events.doorbell import BrokerBell


@pytest.fixture
def rung(monkeypatch):
    """Replace the broker by one that only notes the calls; `refusals` makes it fail."""

    class Broker:
        refusals = 0
        calls = 0
        rang = threading.Event()

        def send_task(self, name, **options):
            self.calls += 1
            if self.refusals:
                self.refusals -= 1
                raise ConnectionError("The broker is away.")
            self.rang.set()

    broker = Broker()
    broker.rang.clear()
    monkeypatch.setattr(doorbell, "current_app", broker)
    monkeypatch.setattr(doorbell, "RETRY_PAUSE", 0.001)
    return broker


def test_a_ring_wakes_this_process():
    """The embedded worker waits for it."""
    doorbell.waiting.clear()

    doorbell.ring()

    assert doorbell.waiting.is_set()


def test_a_ring_goes_through_the_broker_where_there_is_one(settings, rung, monkeypatch):
    """From a thread of its own: no request waits for the broker."""
    settings.REDIS_URL = "redis://nowhere"
    settings.EMBEDDED_WORKER = False
    monkeypatch.setattr(doorbell, "_broker_bell", BrokerBell())

    doorbell.ring()

    assert rung.rang.wait(10)


def test_many_rings_are_one(rung, monkeypatch):
    """A busy process does not flood the broker."""
    monkeypatch.setattr(doorbell, "SHORTEST_PAUSE", 60)
    bell = BrokerBell()

    for _again in range(100):
        bell.ring()

    assert rung.rang.wait(10)
    assert 1 == rung.calls


def test_a_ring_that_fails_is_owed_and_told_once(rung, caplog):
    """The broker's absence harms nobody and does not fill the log."""
    rung.refusals = 5
    bell = BrokerBell()

    bell.ring()

    assert rung.rang.wait(10)
    assert 6 == rung.calls
    assert 1 == len(caplog.records)
