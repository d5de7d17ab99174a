"""Sending a process back."""

from __future__ import annotations

from ..playing import INITIATOR, World, approve, block, lane, play, refused

A, B, C, D, E = 11, 12, 13, 14, 15


def test_to_the_initiator():
    """The initiator gets a task; submitting it runs everything again."""
    game = play(approve("a", A), approve("b", B)).answer(A).send_back(B, "start")
    waiting = (game.state.status, game.waiting())
    game.do("submit")

    assert waiting == ("returned", {"start": {INITIATOR}})
    assert (game.state.status, game.state.submission, game.waiting()) == ("running", 2, {"a": {A}})


def test_directly_back():
    """Votes already given at the returning node are kept; those who had not voted get tasks."""
    game = play(approve("a", A), approve("b", B, C)).answer(A).answer(B)
    game.send_back(C, "a", after="direct").answer(A)

    assert game.waiting() == {"b": {C}}


def test_directly_back_from_the_initiator():
    """The nodes in between are not run again."""
    game = play(approve("a", A), approve("b", B)).answer(A).send_back(B, "start", after="direct").do("submit")

    assert game.waiting() == {"b": {B}}


def test_restart_runs_the_nodes_between_again():
    """Votes are fresh."""
    game = play(approve("a", A), approve("b", B), approve("c", C)).answer(A).answer(B)
    game.send_back(C, "a", after="restart").answer(A)

    assert game.waiting() == {"b": {B}}


def test_out_of_a_block_cancels_its_lanes():
    """All lanes of the block die."""
    node = block("p", "parallel", lane(approve("b", B)), lane(approve("c", C)))
    game = play(approve("a", A), node).answer(A).send_back(B, "a")

    assert game.waiting() == {"a": {A}}


def test_never_into_another_lane():
    """Nor into a block that has been joined."""
    node = block("p", "parallel", lane(approve("b", B), approve("b2", B)), lane(approve("c", C)))
    game = play(node, approve("d", D)).answer(B)
    beside = refused(game, "return", C, task=game.task(C), target="b")
    game.answer(B).answer(C)
    inside = refused(game, "return", D, task=game.task(D), target="b")

    assert (beside, inside) == ("TARGET_NOT_REACHABLE", "TARGET_NOT_REACHABLE")


def test_within_a_lane_leaves_the_other_lane_alone():
    """Only the lane's own token moves."""
    node = block("p", "parallel", lane(approve("b", B), approve("b2", A)), lane(approve("c", C)))
    game = play(node).answer(B).send_back(A, "b")

    assert game.waiting() == {"b": {B}, "c": {C}}


def test_previous_is_who_really_decided_last():
    """Not what is drawn before."""
    actions = {"return": {"targets": "previous"}}
    game = play(approve("a", A), approve("b", B, empty="approve"), approve("c", C, actions=actions)).answer(A)
    game.answer(B).do("return", C, task=game.task(C))

    assert game.waiting() == {"b": {B}}


def test_only_where_the_node_allows():
    """A node without the button refuses; so does one with other targets."""
    game = play(approve("a", A), approve("b", B, actions={}), approve("c", C, actions={"return": {}})).answer(A)
    without = refused(game, "return", B, task=game.task(B), target="start")
    game.answer(B)
    other = refused(game, "return", C, task=game.task(C), target="a")

    assert (without, other) == ("NOT_ALLOWED", "TARGET_NOT_REACHABLE")


def test_not_for_ever():
    """The number of returns is limited."""
    actions = {"return": {"max_times": 1}}
    game = play(approve("a", A, actions=actions)).send_back(A, "start").do("submit")

    assert refused(game, "return", A, task=game.task(A), target="start") == "RETURN_LIMIT"


def test_a_rejection_may_be_a_return():
    """When the node says so."""
    game = play(approve("a", A), approve("b", B, on_reject={"return_to": "a"})).answer(A).answer(B, "reject")

    assert game.waiting() == {"a": {A}}


def test_out_of_an_inner_block_into_the_lane_around_it():
    """The lane's token moves; the lane beside it goes on."""
    inner = block("q", "exclusive", lane(approve("c", C), when="yes"), lane(default=True))
    node = block("p", "parallel", lane(approve("b", B), inner), lane(approve("d", D)))
    game = play(node, world=World(facts={"yes": True})).answer(B).send_back(C, "b")

    assert game.waiting() == {"b": {B}, "d": {D}}


def test_what_was_skipped_before_a_return_does_not_count_afterwards():
    """The way may be another one then."""
    skipped = block("x", "exclusive", lane(approve("a", empty="approve"), when="yes"), lane(default=True))
    fill = {"key": "f", "kind": "fill", "who": [{"by": "person", "ids": [B]}], "actions": {"return": {}}}
    game = play(skipped, fill, world=World(facts={"yes": True})).send_back(B, "start")
    game.world.facts["yes"] = False
    game.do("submit").answer(B, "submit")

    assert game.state.status == "approved"
