"""Approve nodes."""

from __future__ import annotations

from tests.flow_engine.engine.playing import approve, play


def test_people_decide():
    """And the flow goes on when they agree."""
    game = play(approve("a", 11), approve("b", 12)).answer(11)

    assert game.waiting() == {"b": {12}}
