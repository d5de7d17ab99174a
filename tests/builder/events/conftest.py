"""Listeners that leave when the test is over."""

from __future__ import annotations

import pytest

from builder.events import after, inside, jobs, receivers

from .teahouse import Heard, TeaMade


@pytest.fixture(autouse=True)
def _listeners(monkeypatch):
    """Give every test its own lists of listeners and job kinds."""
    monkeypatch.setattr(receivers, "_inside", {key: list(value) for key, value in receivers._inside.items()})
    monkeypatch.setattr(receivers, "_after", {key: dict(value) for key, value in receivers._after.items()})
    kinds = dict(jobs.job_kinds)
    yield
    jobs.job_kinds.clear()
    jobs.job_kinds.update(kinds)


@pytest.fixture
def inside_receiver() -> Heard:
    """Return a receiver in the announcing transaction."""
    return inside(TeaMade)(Heard())


@pytest.fixture
def after_receiver() -> Heard:
    """Return a durable receiver."""
    return after(TeaMade)(Heard())
