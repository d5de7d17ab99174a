"""The initiator."""

from __future__ import annotations

from .world import resolve


def test_who_started():
    """Nobody else."""
    assert resolve({"by": "initiator"}, initiator=4) == [4]
