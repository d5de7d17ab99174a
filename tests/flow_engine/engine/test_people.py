"""Who is asked."""

from __future__ import annotations

import pytest

from .playing import ADMIN, INITIATOR, World, approve, block, lane, play

A, B, C, D, E = 11, 12, 13, 14, 15


def test_nobody_found_goes_to_the_administrators():
    """By default."""
    assert play(approve("a")).waiting() == {"a": {ADMIN}}


@pytest.mark.parametrize(
    ("empty", "status", "waiting"),
    [
        ("approve", "running", {"b": {B}}),
        ("reject", "rejected", {}),
        ("incident", "running", {}),
        ({"to": [{"by": "person", "ids": [C]}]}, "running", {"a": {C}}),
    ],
)
def test_nobody_found_follows_the_rule(empty, status, waiting):
    """Approve, reject, stop visibly, or ask others."""
    game = play(approve("a", empty=empty), approve("b", B))

    assert (game.state.status, game.waiting()) == (status, waiting)


def test_an_incident_without_people_can_be_given_to_somebody():
    """The administrator names them."""
    game = play(approve("a", empty="incident"))
    game.do("reassign", ADMIN, incident=next(iter(game.state.incidents)), people=[D])

    assert game.waiting() == {"a": {D}}


@pytest.mark.parametrize(
    ("rule", "waiting"),
    [
        ("keep", {"a": {INITIATOR, A}}),
        ("skip", {"a": {A}}),
        ("manager", {"a": {B, A}}),
        ("admin", {"a": {ADMIN, A}}),
    ],
)
def test_the_initiator_among_the_approvers(rule, waiting):
    """Stays, is left out, or is replaced."""
    world = World(managers={INITIATOR: B})

    assert play(approve("a", INITIATOR, A, self=rule), world=world).waiting() == waiting


def test_the_initiator_alone_is_skipped_but_somebody_must_look():
    """With nobody else approving, the last skipped node goes to the administrators."""
    game = play(approve("a", INITIATOR, self="skip"))

    assert game.waiting() == {"a": {ADMIN}}


def test_a_flow_may_pass_without_a_person_when_it_says_so():
    """min_human_approvals 0."""
    game = play(approve("a", INITIATOR, self="skip"), min_human_approvals=0)

    assert game.state.status == "approved"


def test_too_few_approvals_inside_a_branch_stop_visibly():
    """And an administrator may let it pass."""
    node = block("x", "exclusive", lane(approve("a", INITIATOR, self="skip"), when="y"), lane(default=True))
    game = play(node, world=World(facts={"y": True}))
    codes = [one.code for one in game.state.incidents.values()]
    game.do("skip", ADMIN, incident=next(iter(game.state.incidents)))

    assert (codes, game.state.status) == (["TOO_FEW_APPROVALS"], "approved")


def test_a_deputy_acts_for_the_principal():
    """The vote stays the principal's."""
    game = play(approve("a", A), world=World(away={A: D}))
    task = game.state.tasks[game.task(D)]

    assert (task.owner, task.assignee) == (A, D)


@pytest.mark.parametrize("deputy", [INITIATOR, B])
def test_a_deputy_who_may_not_leaves_the_task_where_it_was(deputy):
    """The initiator decides no request of their own; nobody is asked twice."""
    game = play(approve("a", A, B), world=World(away={A: deputy}))

    assert game.waiting() == {"a": {A, B}}


def test_the_principal_can_take_the_task_back():
    """While it is open."""
    game = play(approve("a", A), world=World(away={A: D}))
    game.do("recall", A, task=game.task(D))

    assert game.waiting() == {"a": {A}}


@pytest.mark.parametrize(("mode", "waiting"), [("none", {"c": {A}}), ("consecutive", {"c": {A}}), ("ever", {})])
def test_who_has_approved_before_need_not_again(mode, waiting):
    """Consecutive looks at the last node only."""
    game = play(approve("a", A), approve("b", B), approve("c", A), dedupe=mode).answer(A).answer(B)

    assert game.waiting() == waiting


def test_consecutive_repeats_pass():
    """The same person twice in a row."""
    game = play(approve("a", A), approve("b", A), approve("c", C), dedupe="consecutive").answer(A)

    assert game.waiting() == {"c": {C}}


def test_a_repeat_with_something_to_fill_in_is_asked():
    """Required fields need a person."""
    game = play(approve("a", A), approve("b", A, fields={"x": "required"}), dedupe="ever").answer(A)

    assert game.waiting() == {"b": {A}}


def test_a_repeat_after_a_return_is_asked():
    """A returned request is looked at again."""
    game = play(approve("a", A), approve("b", A), approve("c", C), dedupe="ever").answer(A)
    game.send_back(C, "a").answer(A)

    assert game.waiting() == {"b": {A}}


def test_repeats_in_the_lane_beside_do_not_count():
    """Only the way of this token does."""
    lanes = [lane(approve("a", A), approve("d", D)), lane(approve("b", B), approve("c", A))]
    game = play(block("p", "parallel", *lanes), dedupe="ever").answer(A).answer(B)

    assert game.waiting() == {"d": {D}, "c": {A}}


def test_other_people_must_decide():
    """Separation of duties leaves out who decided before."""
    game = play(approve("a", A), approve("b", A, B, distinct_from=["a"])).answer(A)

    assert game.waiting() == {"b": {B}}


def test_a_repeat_after_a_jump_is_asked():
    """An administrator who takes the flow somewhere wants it to be looked at."""
    game = (
        play(approve("a", A), approve("b", B), approve("c", A), dedupe="ever").answer(A).do("jump", ADMIN, target="c")
    )

    assert game.waiting() == {"c": {A}}


def test_a_step_is_remembered_once():
    """As it was done last."""
    game = play(approve("a", empty="approve"), approve("b", B), approve("c", C)).answer(B)
    game.do("jump", ADMIN, target="a").answer(B)

    assert [entry["node"] for entry in game.state.path] == ["b"]
