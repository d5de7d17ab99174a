"""Fill nodes."""

from __future__ import annotations

from tests.flow_engine.engine.playing import approve, play


def test_people_submit_and_the_flow_goes_on():
    """One of two is enough when the node says so."""
    fill = {"key": "w", "kind": "fill", "need": "any", "who": [{"by": "person", "ids": [11, 12]}]}
    game = play(fill, approve("b", 13)).answer(12, "submit")

    assert game.waiting() == {"b": {13}}


def test_filling_in_is_no_approval():
    """Somebody must still approve what was skipped."""
    fill = {"key": "w", "kind": "fill", "who": [{"by": "person", "ids": [11]}]}
    game = play(approve("a", 1, self="skip"), fill).answer(11, "submit")

    assert game.waiting() == {"a": {99}}
