"""Inclusive branches."""

from __future__ import annotations

from tests.flow_engine.engine.playing import World, approve, block, lane, play


def test_the_default_lane_is_for_nothing_else():
    """It is taken only when no condition holds."""
    lanes = [lane(approve("a", 11), when="x"), lane(approve("b", 12), default=True)]
    none = play(block("i", "inclusive", *lanes), world=World(facts={"x": False}))
    some = play(block("i", "inclusive", *lanes), world=World(facts={"x": True}))

    assert (none.waiting(), some.waiting()) == ({"b": {12}}, {"a": {11}})


def test_nothing_fits():
    """The process stops visibly."""
    lanes = [lane(approve("a", 11), when="x"), lane(approve("b", 12), when="x")]
    game = play(block("i", "inclusive", *lanes), world=World(facts={"x": False}))

    assert [one.code for one in game.state.incidents.values()] == ["NO_BRANCH"]
