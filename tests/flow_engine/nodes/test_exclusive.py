"""Exclusive branches."""

from __future__ import annotations

from tests.flow_engine.engine.playing import World, approve, block, lane, play


def test_branches_nest():
    """The end of an inner lane is the end of the outer one."""
    inner = block("in", "exclusive", lane(approve("a", 11), when="yes"), lane(default=True))
    outer = block("out", "exclusive", lane(inner, when="yes"), lane(default=True))
    game = play(outer, approve("b", 12), world=World(facts={"yes": True})).answer(11)

    assert game.waiting() == {"b": {12}}
