"""The start."""

from __future__ import annotations

from tests.flow_engine.engine.playing import INITIATOR, approve, play


def test_the_initiator_waits_there_after_a_return():
    """With a task of their own."""
    game = play(approve("a", 11)).send_back(11, "start")

    assert (game.waiting(), [task.kind for task in game.state.tasks.values()]) == ({"start": {INITIATOR}}, ["submit"])
