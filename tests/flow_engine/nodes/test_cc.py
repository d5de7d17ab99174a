"""Copy nodes."""

from __future__ import annotations

from tests.flow_engine.engine.playing import approve, play


def test_a_copy_to_nobody_is_no_copy():
    """And never a stop."""
    game = play({"key": "c", "kind": "cc", "who": [{"by": "manager"}]}, approve("a", 11))

    assert (game.last.changes.copies, game.waiting()) == ([], {"a": {11}})
