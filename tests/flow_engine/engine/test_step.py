"""What the specification says, one row a sentence."""

from __future__ import annotations

import pytest

from flow_engine.engine import Process, Refused, replay

from .playing import ADMIN, INITIATOR, World, approve, block, lane, play

A, B, C, D, E = 11, 12, 13, 14, 15


def refused(game, name, actor, **args):
    """Return the code with which a command is refused."""
    with pytest.raises(Refused) as caught:
        game.do(name, actor, **args)
    return caught.value.code


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


class TestReturns:
    """Sending a process back."""

    def test_to_the_initiator(self):
        """The initiator gets a task; submitting it runs everything again."""
        game = play(approve("a", A), approve("b", B)).answer(A).send_back(B, "start")
        waiting = (game.state.status, game.waiting())
        game.do("submit")

        assert waiting == ("returned", {"start": {INITIATOR}})
        assert (game.state.status, game.state.submission, game.waiting()) == ("running", 2, {"a": {A}})

    def test_directly_back(self):
        """Votes already given at the returning node are kept; those who had not voted get tasks."""
        game = play(approve("a", A), approve("b", B, C)).answer(A).answer(B)
        game.send_back(C, "a", after="direct").answer(A)

        assert game.waiting() == {"b": {C}}

    def test_directly_back_from_the_initiator(self):
        """The nodes in between are not run again."""
        game = play(approve("a", A), approve("b", B)).answer(A).send_back(B, "start", after="direct").do("submit")

        assert game.waiting() == {"b": {B}}

    def test_restart_runs_the_nodes_between_again(self):
        """Votes are fresh."""
        game = play(approve("a", A), approve("b", B), approve("c", C)).answer(A).answer(B)
        game.send_back(C, "a", after="restart").answer(A)

        assert game.waiting() == {"b": {B}}

    def test_out_of_a_block_cancels_its_lanes(self):
        """All lanes of the block die."""
        node = block("p", "parallel", lane(approve("b", B)), lane(approve("c", C)))
        game = play(approve("a", A), node).answer(A).send_back(B, "a")

        assert game.waiting() == {"a": {A}}

    def test_never_into_another_lane(self):
        """Nor into a block that has been joined."""
        node = block("p", "parallel", lane(approve("b", B), approve("b2", B)), lane(approve("c", C)))
        game = play(node, approve("d", D)).answer(B)
        beside = refused(game, "return", C, task=game.task(C), target="b")
        game.answer(B).answer(C)
        inside = refused(game, "return", D, task=game.task(D), target="b")

        assert (beside, inside) == ("TARGET_NOT_REACHABLE", "TARGET_NOT_REACHABLE")

    def test_within_a_lane_leaves_the_other_lane_alone(self):
        """Only the lane's own token moves."""
        node = block("p", "parallel", lane(approve("b", B), approve("b2", A)), lane(approve("c", C)))
        game = play(node).answer(B).send_back(A, "b")

        assert game.waiting() == {"b": {B}, "c": {C}}

    def test_previous_is_who_really_decided_last(self):
        """Not what is drawn before."""
        actions = {"return": {"targets": "previous"}}
        game = play(approve("a", A), approve("b", B, empty="approve"), approve("c", C, actions=actions)).answer(A)
        game.answer(B).do("return", C, task=game.task(C))

        assert game.waiting() == {"b": {B}}

    def test_only_where_the_node_allows(self):
        """A node without the button refuses; so does one with other targets."""
        game = play(approve("a", A), approve("b", B, actions={}), approve("c", C, actions={"return": {}})).answer(A)
        without = refused(game, "return", B, task=game.task(B), target="start")
        game.answer(B)
        other = refused(game, "return", C, task=game.task(C), target="a")

        assert (without, other) == ("NOT_ALLOWED", "TARGET_NOT_REACHABLE")

    def test_not_for_ever(self):
        """The number of returns is limited."""
        actions = {"return": {"max_times": 1}}
        game = play(approve("a", A, actions=actions)).send_back(A, "start").do("submit")

        assert refused(game, "return", A, task=game.task(A), target="start") == "RETURN_LIMIT"

    def test_a_rejection_may_be_a_return(self):
        """When the node says so."""
        game = play(approve("a", A), approve("b", B, on_reject={"return_to": "a"})).answer(A).answer(B, "reject")

        assert game.waiting() == {"a": {A}}


class TestPeople:
    """Who is asked."""

    def test_nobody_found_goes_to_the_administrators(self):
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
    def test_nobody_found_follows_the_rule(self, empty, status, waiting):
        """Approve, reject, stop visibly, or ask others."""
        game = play(approve("a", empty=empty), approve("b", B))

        assert (game.state.status, game.waiting()) == (status, waiting)

    def test_an_incident_without_people_can_be_given_to_somebody(self):
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
    def test_the_initiator_among_the_approvers(self, rule, waiting):
        """Stays, is left out, or is replaced."""
        world = World(managers={INITIATOR: B})

        assert play(approve("a", INITIATOR, A, self=rule), world=world).waiting() == waiting

    def test_the_initiator_alone_is_skipped_but_somebody_must_look(self):
        """With nobody else approving, the last skipped node goes to the administrators."""
        game = play(approve("a", INITIATOR, self="skip"))

        assert game.waiting() == {"a": {ADMIN}}

    def test_a_flow_may_pass_without_a_person_when_it_says_so(self):
        """min_human_approvals 0."""
        game = play(approve("a", INITIATOR, self="skip"), min_human_approvals=0)

        assert game.state.status == "approved"

    def test_too_few_approvals_inside_a_branch_stop_visibly(self):
        """And an administrator may let it pass."""
        node = block("x", "exclusive", lane(approve("a", INITIATOR, self="skip"), when="y"), lane(default=True))
        game = play(node, world=World(facts={"y": True}))
        codes = [one.code for one in game.state.incidents.values()]
        game.do("skip", ADMIN, incident=next(iter(game.state.incidents)))

        assert (codes, game.state.status) == (["TOO_FEW_APPROVALS"], "approved")

    def test_a_deputy_acts_for_the_principal(self):
        """The vote stays the principal's."""
        game = play(approve("a", A), world=World(away={A: D}))
        task = game.state.tasks[game.task(D)]

        assert (task.owner, task.assignee) == (A, D)

    @pytest.mark.parametrize("deputy", [INITIATOR, B])
    def test_a_deputy_who_may_not_leaves_the_task_where_it_was(self, deputy):
        """The initiator decides no request of their own; nobody is asked twice."""
        game = play(approve("a", A, B), world=World(away={A: deputy}))

        assert game.waiting() == {"a": {A, B}}

    def test_the_principal_can_take_the_task_back(self):
        """While it is open."""
        game = play(approve("a", A), world=World(away={A: D}))
        game.do("recall", A, task=game.task(D))

        assert game.waiting() == {"a": {A}}

    @pytest.mark.parametrize(("mode", "waiting"), [("none", {"c": {A}}), ("consecutive", {"c": {A}}), ("ever", {})])
    def test_who_has_approved_before_need_not_again(self, mode, waiting):
        """Consecutive looks at the last node only."""
        game = play(approve("a", A), approve("b", B), approve("c", A), dedupe=mode).answer(A).answer(B)

        assert game.waiting() == waiting

    def test_consecutive_repeats_pass(self):
        """The same person twice in a row."""
        game = play(approve("a", A), approve("b", A), approve("c", C), dedupe="consecutive").answer(A)

        assert game.waiting() == {"c": {C}}

    def test_a_repeat_with_something_to_fill_in_is_asked(self):
        """Required fields need a person."""
        game = play(approve("a", A), approve("b", A, fields={"x": "required"}), dedupe="ever").answer(A)

        assert game.waiting() == {"b": {A}}

    def test_a_repeat_after_a_return_is_asked(self):
        """A returned request is looked at again."""
        game = play(approve("a", A), approve("b", A), approve("c", C), dedupe="ever").answer(A)
        game.send_back(C, "a").answer(A)

        assert game.waiting() == {"b": {A}}

    def test_repeats_in_the_lane_beside_do_not_count(self):
        """Only the way of this token does."""
        lanes = [lane(approve("a", A), approve("d", D)), lane(approve("b", B), approve("c", A))]
        game = play(block("p", "parallel", *lanes), dedupe="ever").answer(A).answer(B)

        assert game.waiting() == {"d": {D}, "c": {A}}

    def test_other_people_must_decide(self):
        """Separation of duties leaves out who decided before."""
        game = play(approve("a", A), approve("b", A, B, distinct_from=["a"])).answer(A)

        assert game.waiting() == {"b": {B}}


class TestChangingPeople:
    """Transfer, adding people."""

    def test_a_transfer_keeps_the_vote(self):
        """The first owner stays the owner."""
        game = play(approve("a", A, B))
        game.do("transfer", A, task=game.task(A), to=C)

        assert (game.waiting(), game.state.tasks[game.task(C)].owner) == ({"a": {B, C}}, A)

    def test_no_transfer_to_who_votes_already(self):
        """One person has one vote."""
        game = play(approve("a", A, B))

        assert refused(game, "transfer", A, task=game.task(A), to=B) == "ALREADY_ASSIGNEE"

    def test_no_transfer_of_other_peoples_tasks(self):
        """Only the assignee may."""
        game = play(approve("a", A, B))

        assert refused(game, "transfer", B, task=game.task(A), to=C) == "NOT_YOURS"

    def test_people_asked_before_answer_first(self):
        """Then the task comes back."""
        game = play(approve("a", A))
        game.do("add_sign", A, task=game.task(A), people=[B, C], position="before")
        asked = game.waiting()
        game.answer(B).answer(C)

        assert (asked, game.waiting()) == ({"a": {B, C}}, {"a": {A}})

    def test_people_asked_after_confirm(self):
        """The vote counts only when they agree."""
        game = play(approve("a", A), approve("b", B))
        game.do("add_sign", A, task=game.task(A), people=[C], position="after")
        before = game.waiting()
        game.answer(A)
        after = game.waiting()
        game.answer(C)

        assert (before, after, game.waiting()) == ({"a": {A}}, {"a": {C}}, {"b": {B}})

    def test_a_rejection_by_people_asked_after_is_the_owners(self):
        """It rejects the vote."""
        game = play(approve("a", A))
        game.do("add_sign", A, task=game.task(A), people=[C], position="after").answer(A).answer(C, "reject")

        assert game.state.status == "rejected"

    def test_parallel_additions_are_votes(self):
        """The need grows with them."""
        game = play(approve("a", A))
        game.do("add_sign", A, task=game.task(A), people=[B], position="parallel").answer(A)

        assert (game.state.status, game.waiting()) == ("running", {"a": {B}})

    def test_added_people_cannot_add(self):
        """One level is enough."""
        game = play(approve("a", A))
        game.do("add_sign", A, task=game.task(A), people=[B], position="before")

        assert refused(game, "add_sign", B, task=game.task(B), people=[C], position="before") == "DEPTH"

    def test_a_sequence_takes_additions_next(self):
        """Right after who added them."""
        game = play(approve("a", A, B, order="sequence"))
        game.do("add_sign", A, task=game.task(A), people=[C], position="parallel").answer(A)

        assert game.waiting() == {"a": {C}}


class TestLifecycle:
    """The whole process."""

    def test_withdraw_before_anybody_acts(self):
        """The request is a draft again and can be submitted again."""
        game = play(approve("a", A)).do("withdraw")
        status = game.state.status
        game.do("submit")

        assert (status, game.state.submission, game.waiting()) == ("draft", 2, {"a": {A}})

    def test_no_withdrawal_after_somebody_acted(self):
        """Unless the flow allows it."""
        game = play(approve("a", A), approve("b", B)).answer(A)

        assert refused(game, "withdraw", INITIATOR) == "ALREADY_ACTED"

    def test_withdrawal_at_any_time_wants_a_reason(self):
        """Once somebody has acted."""
        game = play(approve("a", A), approve("b", B), withdraw="any_time").answer(A)
        code = refused(game, "withdraw", INITIATOR)

        assert (code, game.do("withdraw", comment="mistake").state.status) == ("COMMENT_REQUIRED", "draft")

    def test_only_the_initiator_withdraws(self):
        """Nobody else."""
        assert refused(play(approve("a", A)), "withdraw", A) == "NOT_YOURS"

    def test_a_returned_request_can_be_cancelled(self):
        """By its initiator."""
        game = play(approve("a", A)).send_back(A, "start").do("cancel")

        assert game.state.status == "cancelled"

    def test_a_running_request_is_not_cancelled_by_its_initiator(self):
        """Unless withdrawal is allowed at any time."""
        assert refused(play(approve("a", A)), "cancel", INITIATOR) == "NOT_ALLOWED"

    def test_an_administrator_terminates_with_a_reason(self):
        """From anywhere."""
        game = play(approve("a", A))
        code = refused(game, "terminate", ADMIN)

        assert (code, game.do("terminate", ADMIN, comment="void").state.status) == ("COMMENT_REQUIRED", "terminated")

    def test_nothing_happens_after_the_end(self):
        """Every command is refused."""
        game = play(approve("a", A)).answer(A)

        assert refused(game, "submit", INITIATOR) == "FINISHED"

    def test_a_second_click_is_refused(self):
        """The task is gone."""
        game = play(approve("a", A), approve("b", B))
        task = game.task(A)
        game.answer(A)

        assert refused(game, "complete", A, task=task, outcome="approve") == "TASK_GONE"

    def test_a_comment_can_be_required(self):
        """Always, or for saying no."""
        game = play(approve("a", A, comment="required_on_reject"), approve("b", B))
        code = refused(game, "complete", A, task=game.task(A), outcome="reject")

        assert (code, game.answer(A).waiting()) == ("COMMENT_REQUIRED", {"b": {B}})

    def test_urging_is_throttled(self):
        """Once per interval."""
        game = play(approve("a", A), urge_interval="PT1H").do("urge")
        urged = game.last.changes.urged
        code = refused(game, "urge", INITIATOR)
        game.now += 3_600

        assert (urged, code, game.do("urge").last.changes.urged) == ((A,), "TOO_SOON", (A,))

    def test_jumping_takes_the_flow_to_a_node(self):
        """What was open ends."""
        game = play(approve("a", A), approve("b", B), approve("c", C)).do("jump", ADMIN, target="c")

        assert game.waiting() == {"c": {C}}

    def test_a_flow_that_spins_stops(self):
        """The step budget makes it an incident."""
        spin = approve("b", empty="reject", on_reject={"return_to": "a"})
        game = play(approve("a", empty="approve"), spin)

        assert [one.code for one in game.state.incidents.values()] == ["STEP_BUDGET"]

    def test_the_end_is_copied_to_those_who_want_to_know(self):
        """cc_on_finish."""
        game = play(approve("a", A), cc_on_finish=[{"by": "person", "ids": [E]}]).answer(A)

        assert game.last.changes.copies == [("", (E,))]


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
