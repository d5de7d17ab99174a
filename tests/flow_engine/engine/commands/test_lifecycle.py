"""What is done to the whole process."""

from __future__ import annotations

from ..playing import ADMIN, INITIATOR, approve, play, refused

A, B, C, D, E = 11, 12, 13, 14, 15


def test_withdraw_before_anybody_acts():
    """The request is a draft again and can be submitted again."""
    game = play(approve("a", A)).do("withdraw")
    status = game.state.status
    game.do("submit")

    assert (status, game.state.submission, game.waiting()) == ("draft", 2, {"a": {A}})


def test_no_withdrawal_after_somebody_acted():
    """Unless the flow allows it."""
    game = play(approve("a", A), approve("b", B)).answer(A)

    assert refused(game, "withdraw", INITIATOR) == "ALREADY_ACTED"


def test_withdrawal_at_any_time_wants_a_reason():
    """Once somebody has acted."""
    game = play(approve("a", A), approve("b", B), withdraw="any_time").answer(A)
    code = refused(game, "withdraw", INITIATOR)

    assert (code, game.do("withdraw", comment="mistake").state.status) == ("COMMENT_REQUIRED", "draft")


def test_only_the_initiator_withdraws():
    """Nobody else."""
    assert refused(play(approve("a", A)), "withdraw", A) == "NOT_YOURS"


def test_a_returned_request_can_be_cancelled():
    """By its initiator."""
    game = play(approve("a", A)).send_back(A, "start").do("cancel")

    assert game.state.status == "cancelled"


def test_a_running_request_is_not_cancelled_by_its_initiator():
    """Unless withdrawal is allowed at any time."""
    assert refused(play(approve("a", A)), "cancel", INITIATOR) == "NOT_ALLOWED"


def test_an_administrator_terminates_with_a_reason():
    """From anywhere."""
    game = play(approve("a", A))
    code = refused(game, "terminate", ADMIN)

    assert (code, game.do("terminate", ADMIN, comment="void").state.status) == ("COMMENT_REQUIRED", "terminated")


def test_nothing_happens_after_the_end():
    """Every command is refused."""
    game = play(approve("a", A)).answer(A)

    assert refused(game, "submit", INITIATOR) == "FINISHED"


def test_a_second_click_is_refused():
    """The task is gone."""
    game = play(approve("a", A), approve("b", B))
    task = game.task(A)
    game.answer(A)

    assert refused(game, "complete", A, task=task, outcome="approve") == "TASK_GONE"


def test_a_comment_can_be_required():
    """Always, or for saying no."""
    game = play(approve("a", A, comment="required_on_reject"), approve("b", B))
    code = refused(game, "complete", A, task=game.task(A), outcome="reject")

    assert (code, game.answer(A).waiting()) == ("COMMENT_REQUIRED", {"b": {B}})


def test_urging_is_throttled():
    """Once per interval."""
    game = play(approve("a", A), urge_interval="PT1H").do("urge")
    urged = game.last.changes.urged
    code = refused(game, "urge", INITIATOR)
    game.now += 3_600

    assert (urged, code, game.do("urge").last.changes.urged) == ((A,), "TOO_SOON", (A,))


def test_jumping_takes_the_flow_to_a_node():
    """What was open ends."""
    game = play(approve("a", A), approve("b", B), approve("c", C)).do("jump", ADMIN, target="c")

    assert game.waiting() == {"c": {C}}


def test_a_flow_that_spins_stops():
    """The step budget makes it an incident."""
    spin = approve("b", empty="reject", on_reject={"return_to": "a"})
    game = play(approve("a", empty="approve"), spin)

    assert [one.code for one in game.state.incidents.values()] == ["STEP_BUDGET"]


def test_the_end_is_copied_to_those_who_want_to_know():
    """cc_on_finish."""
    game = play(approve("a", A), cc_on_finish=[{"by": "person", "ids": [E]}]).answer(A)

    assert game.last.changes.copies == [("", (E,))]
