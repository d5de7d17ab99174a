"""Parallel lanes."""

from __future__ import annotations

from tests.flow_engine.engine.playing import approve, block, lane, play


def test_an_empty_lane_ends_at_once():
    """With join any it ends the block."""
    lanes = [lane(approve("a", 11)), lane()]
    every = play(block("p", "parallel", *lanes), approve("b", 12))
    first = play(block("p", "parallel", *lanes, join="any"), approve("b", 12))

    assert (every.waiting(), first.waiting()) == ({"a": {11}}, {"b": {12}})


def test_lanes_move_in_their_order():
    """The first one first."""
    tell = [{"key": key, "kind": "cc", "who": [{"by": "person", "ids": [11]}]} for key in ("one", "two", "three")]
    game = play(block("p", "parallel", *(lane(one) for one in tell)), approve("b", 12))

    assert [node for node, _people in game.last.changes.copies] == ["one", "two", "three"]
