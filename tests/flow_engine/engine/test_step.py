"""What the specification says, one row a sentence."""

from __future__ import annotations

import json

import pytest

from flow_engine.engine import Process, replay

from .playing import ADMIN, INITIATOR, World, approve, block, lane, play, refused

A, B, C, D, E = 11, 12, 13, 14, 15


def test_an_approval_ends_the_process_approved():
    """The last token at the end of the flow approves it."""
    game = play(approve("a", A)).answer(A)

    assert game.state.status == "approved"


def test_a_rejection_ends_the_process_rejected():
    """By default one rejection is enough."""
    game = play(approve("a", A, B)).answer(A, "reject")

    assert game.state.status == "rejected"


@pytest.mark.parametrize(
    ("rules", "answers", "status"),
    [
        ({"need": "all"}, [(A, "approve"), (B, "approve"), (C, "approve")], "approved"),
        ({"need": "all"}, [(A, "approve"), (B, "approve")], "running"),
        ({"need": "any"}, [(B, "approve")], "approved"),
        ({"need": "any"}, [(B, "reject")], "rejected"),
        ({"need": "any", "veto": "all"}, [(A, "reject"), (B, "reject")], "running"),
        ({"need": "any", "veto": "all"}, [(A, "reject"), (B, "reject"), (C, "reject")], "rejected"),
        ({"need": {"percent": 60}, "veto": "impossible"}, [(A, "approve"), (B, "approve")], "approved"),
        ({"need": {"percent": 60}, "veto": "impossible"}, [(A, "reject")], "running"),
        ({"need": {"percent": 60}, "veto": "impossible"}, [(A, "reject"), (B, "reject")], "rejected"),
        ({"need": {"count": 2}, "veto": "impossible"}, [(C, "approve"), (A, "approve")], "approved"),
        ({"need": "any", "early": False}, [(A, "approve")], "running"),
        (
            {"need": "any", "early": False},
            [(A, "approve"), (B, "reject"), (C, "approve")],
            "approved",
        ),
        ({"order": "sequence"}, [(A, "approve"), (B, "approve"), (C, "approve")], "approved"),
    ],
)
def test_several_approvers_decide_by_the_rule_of_the_node(rules, answers, status):
    """All, any, a number, a percentage, in turn, with the veto chosen."""
    game = play(approve("a", A, B, C, **rules))
    for person, outcome in answers:
        game.answer(person, outcome)

    assert game.state.status == status


def test_in_turn_only_one_has_a_task():
    """The next one is asked when the one before has approved."""
    game = play(approve("a", A, B, order="sequence"))
    first = game.waiting()
    game.answer(A)

    assert (first, game.waiting()) == ({"a": {A}}, {"a": {B}})


def test_once_decided_the_others_need_not_answer():
    """Their tasks are cancelled, not deleted."""
    game = play(approve("a", A, B, need="any"), approve("b", C)).answer(A)
    closed = {task.assignee: (task.state, task.reason) for task in game.last.changes.tasks.values()}

    assert closed[B] == ("cancelled", "decided")


def test_a_reporting_line_is_asked_in_turn():
    """A manager chain makes its node a sequence."""
    world = World(managers={INITIATOR: A, A: B})
    who = [{"by": "manager_chain"}, {"by": "manager", "level": 2}]
    game = play(approve("a", who=who), world=world)

    assert game.waiting() == {"a": {A}}


def test_the_first_lane_that_fits_is_taken():
    """Later lanes are not even looked at."""
    node = block("x", "exclusive", lane(approve("a", A), when="big"), lane(approve("b", B), when="unknown"))
    game = play(node, world=World(facts={"big": True}))

    assert game.waiting() == {"a": {A}}


def test_the_default_lane_is_taken_when_nothing_fits():
    """An empty default lane just goes on."""
    node = block("x", "exclusive", lane(approve("a", A), when="big"), lane(default=True))
    game = play(node, approve("c", C), world=World(facts={"big": False}))

    assert game.waiting() == {"c": {C}}


def test_no_branch_is_an_incident():
    """A flow never ends silently because nothing fits."""
    node = block("x", "exclusive", lane(approve("a", A), when="big"), lane(approve("b", B), when="small"))
    game = play(node, world=World(facts={"big": False, "small": False}))

    assert [one.code for one in game.state.incidents.values()] == ["NO_BRANCH"]


def test_a_condition_that_fails_is_an_incident():
    """An error is never taken for false."""
    node = block("x", "exclusive", lane(approve("a", A), when="odd"), lane(default=True))
    game = play(node)

    assert [(one.code, one.message) for one in game.state.incidents.values()] == [("EXPR_ERROR", "odd is unknown")]


def test_an_incident_can_be_retried_skipped_and_rejected():
    """Retry looks again; skip goes on after the node; reject ends."""
    node = block("x", "exclusive", lane(approve("a", A), when="big"), lane(approve("b", B), when="small"))
    world = World(facts={"big": False, "small": False})

    def stuck():
        return play(node, approve("c", C), world=world)

    skipped = stuck()
    skipped.do("skip", ADMIN, incident=next(iter(skipped.state.incidents)))
    ended = stuck()
    ended.do("skip", ADMIN, incident=next(iter(ended.state.incidents)), outcome="reject")
    tried = stuck()
    tried.world = World(facts={"big": False, "small": True})
    tried.do("retry", ADMIN, incident=next(iter(tried.state.incidents)))

    assert (skipped.waiting(), ended.state.status, tried.waiting()) == ({"c": {C}}, "rejected", {"b": {B}})


def test_parallel_lanes_wait_for_each_other():
    """The flow goes on when all lanes have ended."""
    node = block("p", "parallel", lane(approve("a", A)), lane(approve("b", B)))
    game = play(node, approve("c", C))
    both = game.waiting()
    game.answer(A)
    one = game.waiting()
    game.answer(B)

    assert (both, one, game.waiting()) == ({"a": {A}, "b": {B}}, {"b": {B}}, {"c": {C}})


def test_the_first_lane_to_end_can_cancel_the_others():
    """With join any."""
    node = block("p", "parallel", lane(approve("a", A)), lane(approve("b", B)), join="any")
    game = play(node, approve("c", C)).answer(B)

    assert game.waiting() == {"c": {C}}


def test_a_number_of_lanes_can_be_enough():
    """With join count."""
    lanes = [lane(approve(key, person)) for key, person in (("a", A), ("b", B), ("d", D))]
    game = play(block("p", "parallel", *lanes, join={"count": 2}), approve("c", C)).answer(B).answer(D)

    assert game.waiting() == {"c": {C}}


def test_inclusive_waits_only_for_the_lanes_it_opened():
    """Lanes that did not fit are not waited for."""
    lanes = [lane(approve("a", A), when="x"), lane(approve("b", B), when="y"), lane(approve("d", D), default=True)]
    game = play(block("i", "inclusive", *lanes), approve("c", C), world=World(facts={"x": True, "y": False}))
    opened = game.waiting()
    game.answer(A)

    assert (opened, game.waiting()) == ({"a": {A}}, {"c": {C}})


def test_a_rejection_in_a_lane_ends_the_whole_process():
    """Other lanes are cancelled."""
    game = play(block("p", "parallel", lane(approve("a", A)), lane(approve("b", B)))).answer(A, "reject")

    assert (game.state.status, game.state.tokens) == ("rejected", {})


def test_an_end_ends_everything():
    """With the result it names, from inside any lane."""
    end = {"key": "stop", "kind": "end", "result": "cancelled"}
    game = play(block("p", "parallel", lane(approve("a", A), end), lane(approve("b", B)))).answer(A)

    assert game.state.status == "cancelled"


def test_a_copy_never_waits():
    """People are named, the token goes on."""
    copy = {"key": "tell", "kind": "cc", "who": [{"by": "person", "ids": [D, E]}]}
    game = play(copy, approve("a", A))

    assert (game.last.changes.copies, game.waiting()) == ([("tell", (D, E))], {"a": {A}})


def test_filling_in_has_no_rejection():
    """Work without a decision is submitted."""
    fill = {"key": "w", "kind": "fill", "who": [{"by": "person", "ids": [A]}]}
    game = play(fill)
    code = refused(game, "complete", A, task=game.task(A), outcome="reject")
    game.answer(A, "submit")

    assert (code, game.state.status) == ("NOT_ALLOWED", "approved")


def test_a_step_never_changes_its_input():
    """The state before is still there afterwards."""
    game = play(approve("a", A), approve("b", B))
    before = game.state
    marking = before.marking()
    game.answer(A)

    assert before.marking() == marking


def test_recorded_commands_give_the_same_state_without_the_world():
    """Replay asks nothing."""
    game = play(approve("a", A), approve("b", B), dedupe="ever").answer(A).send_back(B, "a").answer(A).answer(B)

    assert replay(game.plan, Process(INITIATOR), game.log) == game.state


def test_a_marking_restores_the_state():
    """What is stored is all there is."""
    node = block("p", "parallel", lane(approve("a", A)), lane(approve("b", B)))
    game = play(node, approve("c", C)).answer(A)
    state = game.state
    again = Process.restore(
        state.marking(), state.tasks, initiator=INITIATOR, status=state.status, submission=state.submission
    )

    assert again == state


def test_history_is_numbered_without_gaps():
    """Over several steps."""
    game = play(approve("a", A), approve("b", B))
    numbers = [entry.number for entry in game.last.changes.entries]
    game.answer(A)
    numbers += [entry.number for entry in game.last.changes.entries]

    assert numbers == list(range(1, len(numbers) + 1))


def test_a_marking_is_small():
    """Ten open lanes fit into two kilobytes."""
    lanes = [lane(approve(f"approve_{number}", 20 + number)) for number in range(10)]
    game = play(approve("a", A), block("p", "parallel", *lanes)).answer(A)

    assert len(game.state.tokens) == 11
    assert len(json.dumps(game.state.marking())) <= 2_048
