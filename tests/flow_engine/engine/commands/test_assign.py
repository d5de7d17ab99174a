"""Transferring tasks and adding people."""

from __future__ import annotations

from ..playing import approve, play, refused

A, B, C, D, E = 11, 12, 13, 14, 15


def test_a_transfer_keeps_the_vote():
    """The first owner stays the owner."""
    game = play(approve("a", A, B))
    game.do("transfer", A, task=game.task(A), to=C)

    assert (game.waiting(), game.state.tasks[game.task(C)].owner) == ({"a": {B, C}}, A)


def test_no_transfer_to_who_votes_already():
    """One person has one vote."""
    game = play(approve("a", A, B))

    assert refused(game, "transfer", A, task=game.task(A), to=B) == "ALREADY_ASSIGNEE"


def test_no_transfer_of_other_peoples_tasks():
    """Only the assignee may."""
    game = play(approve("a", A, B))

    assert refused(game, "transfer", B, task=game.task(A), to=C) == "NOT_YOURS"


def test_people_asked_before_answer_first():
    """Then the task comes back."""
    game = play(approve("a", A))
    game.do("add_sign", A, task=game.task(A), people=[B, C], position="before")
    asked = game.waiting()
    game.answer(B).answer(C)

    assert (asked, game.waiting()) == ({"a": {B, C}}, {"a": {A}})


def test_people_asked_after_confirm():
    """The vote counts only when they agree."""
    game = play(approve("a", A), approve("b", B))
    game.do("add_sign", A, task=game.task(A), people=[C], position="after")
    before = game.waiting()
    game.answer(A)
    after = game.waiting()
    game.answer(C)

    assert (before, after, game.waiting()) == ({"a": {A}}, {"a": {C}}, {"b": {B}})


def test_a_rejection_by_people_asked_after_is_the_owners():
    """It rejects the vote."""
    game = play(approve("a", A))
    game.do("add_sign", A, task=game.task(A), people=[C], position="after").answer(A).answer(C, "reject")

    assert game.state.status == "rejected"


def test_parallel_additions_are_votes():
    """The need grows with them."""
    game = play(approve("a", A))
    game.do("add_sign", A, task=game.task(A), people=[B], position="parallel").answer(A)

    assert (game.state.status, game.waiting()) == ("running", {"a": {B}})


def test_added_people_cannot_add():
    """One level is enough."""
    game = play(approve("a", A))
    game.do("add_sign", A, task=game.task(A), people=[B], position="before")

    assert refused(game, "add_sign", B, task=game.task(B), people=[C], position="before") == "DEPTH"


def test_a_sequence_takes_additions_next():
    """Right after who added them."""
    game = play(approve("a", A, B, order="sequence"))
    game.do("add_sign", A, task=game.task(A), people=[C], position="parallel").answer(A)

    assert game.waiting() == {"a": {C}}


def test_helpers_go_when_the_owner_says_no():
    """Although others still vote."""
    game = play(approve("a", A, B, need="any", veto="all"))
    game.do("add_sign", A, task=game.task(A), people=[C], position="after").answer(A, "reject")

    assert {task.assignee: task.state for task in game.state.tasks.values()} == {A: "done", B: "open", C: "cancelled"}
