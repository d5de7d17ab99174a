"""Answering tasks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from builder.exceptions import Invalid, NotFound
from builder.models import Delegation, EventRow
from flow_engine.engine import Command, replay
from flow_engine.engine import Process as State
from flow_engine.exceptions import AnswerIncomplete, ProcessConflict, TaskRefused
from flow_engine.models import HistoryEntry, NodeRun, ProcessCommand, Task
from flow_engine.selectors.plans import plan_of
from flow_engine.selectors.states import load_state
from flow_engine.services.tasks import (
    add_people,
    approve_task,
    approve_tasks,
    recall_task,
    reject_task,
    return_task,
    submit_task,
    transfer_task,
)
from forms_engine.selectors.records import get_record
from tests.flow_engine.making import MANAGER, make_flow, person_node, status_of, submit, task_of, waiting


def test_approving_moves_the_process_on(office):
    """The next people get their tasks in the same transaction."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="Fine")

    assert waiting(process) == {"finance": {"carl"}}


def test_the_last_approval_approves_the_record(office):
    """The record shows where its flow stands."""
    make_flow(office, MANAGER)
    process = submit(office)
    before = get_record(office.admin, office.form, process.record_id)["flow_status"]
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    after = get_record(office.admin, office.form, process.record_id)["flow_status"]

    assert (before, after) == ("running", "approved")


def test_an_answer_is_kept_with_its_comment(office):
    """Who said what when."""
    make_flow(office, MANAGER)
    process = submit(office)
    task = task_of(process, office.ben)
    reject_task(actor=office.ben, task_id=task.pk, comment="Too dear")
    task.refresh_from_db()

    assert (task.state, task.outcome, task.comment, task.done_by) == ("done", "reject", "Too dear", office.ben)
    assert status_of(process) == "rejected"


def test_a_second_click_is_refused(office):
    """The task has been dealt with."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    task = task_of(process, office.ben)
    approve_task(actor=office.ben, task_id=task.pk)

    with pytest.raises(ProcessConflict) as caught:
        approve_task(actor=office.ben, task_id=task.pk)
    assert caught.value.extra["reason"] == "task_gone"


def test_a_repeated_command_gives_the_same_answer(office):
    """By its key; nothing happens twice."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    task = task_of(process, office.ben)
    first = approve_task(actor=office.ben, task_id=task.pk, command_id="k1")
    second = approve_task(actor=office.ben, task_id=task.pk, command_id="k1")

    assert (first, ProcessCommand.objects.filter(process=process).count()) == (second, 2)


def test_strangers_do_not_even_see_the_task(office):
    """For others a task does not exist; those who take part are told that it is not theirs."""
    make_flow(office, MANAGER)
    process = submit(office)
    task = task_of(process, office.ben)

    with pytest.raises(NotFound):
        approve_task(actor=office.dora, task_id=task.pk)
    with pytest.raises(TaskRefused):
        approve_task(actor=office.ann, task_id=task.pk)


def test_a_refusal_changes_nothing(office):
    """Not even the fields that came with it."""
    fields = {"reason": "edit"}
    make_flow(office, {**MANAGER, "fields": fields, "comment": "required"})
    process = submit(office)
    with pytest.raises(AnswerIncomplete):
        approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, data={"reason": "x"})

    assert get_record(office.admin, office.form, process.record_id)["values"]["reason"] is None


class TestFields:
    """What a step lets people change."""

    def test_editable_fields_are_saved_with_the_answer(self, office):
        """Although the approver may not change records otherwise."""
        make_flow(office, {**MANAGER, "fields": {"cost_center": "edit"}})
        process = submit(office)
        approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, data={"cost_center": "C1"})

        assert get_record(office.admin, office.form, process.record_id)["values"]["cost_center"] == "C1"

    def test_other_fields_are_refused(self, office):
        """Each is named."""
        make_flow(office, {**MANAGER, "fields": {"cost_center": "edit", "reason": "hidden"}})
        process = submit(office)
        with pytest.raises(AnswerIncomplete) as caught:
            approve_task(
                actor=office.ben,
                task_id=task_of(process, office.ben).pk,
                data={"amount": "1.00", "reason": "x", "cost_center": "C1"},
            )

        assert [problem.path for problem in caught.value.problems] == ["amount", "reason"]

    def test_required_fields_must_be_there_to_approve(self, office):
        """Rejecting needs none."""
        make_flow(office, {**MANAGER, "fields": {"cost_center": "required"}})
        process = submit(office)
        task = task_of(process, office.ben)
        with pytest.raises(AnswerIncomplete) as caught:
            approve_task(actor=office.ben, task_id=task.pk)
        reject_task(actor=office.ben, task_id=task.pk)

        assert [(one.path, one.code) for one in caught.value.problems] == [("cost_center", "required")]
        assert status_of(process) == "rejected"

    def test_conditions_see_what_was_just_filled_in(self, office):
        """The fields are written before the flow goes on."""
        branch = {
            "key": "by",
            "kind": "exclusive",
            "lanes": [
                {"when": 'cost_center = "X"', "items": [person_node("special", office.dora)]},
                {"default": True, "items": [person_node("usual", office.carl)]},
            ],
        }
        make_flow(office, {**MANAGER, "fields": {"cost_center": "edit"}}, branch)
        process = submit(office)
        approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, data={"cost_center": "X"})

        assert waiting(process) == {"special": {"dora"}}


class TestMovingTasks:
    """Returning and handing over."""

    def test_return_to_the_initiator_and_submit_again(self, office):
        """The initiator has a task; the record says returned."""
        make_flow(office, MANAGER, start={"fields": {"amount": "edit"}})
        process = submit(office)
        return_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="Cheaper, please")
        returned = (status_of(process), waiting(process))
        submit_task(actor=office.ann, task_id=task_of(process, office.ann).pk, data={"amount": "50.00"})

        assert returned == ("returned", {"start": {"ann"}})
        assert (status_of(process), waiting(process)) == ("running", {"head": {"ben"}})
        assert get_record(office.admin, office.form, process.record_id)["values"]["amount"] == "50.00"

    def test_a_transferred_task_is_the_others(self, office):
        """The vote stays with its first owner."""
        make_flow(office, MANAGER)
        process = submit(office)
        transfer_task(actor=office.ben, task_id=task_of(process, office.ben).pk, to=office.carl.pk)
        task = task_of(process, office.carl)

        assert (task.owner, waiting(process)) == (office.ben, {"head": {"carl"}})

    def test_no_transfer_to_who_has_left(self, office):
        """Only to active people."""
        make_flow(office, MANAGER)
        process = submit(office)
        office.carl.is_active = False
        office.carl.save()

        with pytest.raises(Invalid):
            transfer_task(actor=office.ben, task_id=task_of(process, office.ben).pk, to=office.carl.pk)

    def test_people_asked_before_answer_first(self, office):
        """Then the task comes back into the inbox."""
        make_flow(office, {**MANAGER, "actions": {"add_before": {}}})
        process = submit(office)
        add_people(
            actor=office.ben, task_id=task_of(process, office.ben).pk, people=[office.carl.pk], position="before"
        )
        asked = waiting(process)
        approve_task(actor=office.carl, task_id=task_of(process, office.carl).pk)

        assert (asked, waiting(process)) == ({"head": {"carl"}}, {"head": {"ben"}})


def test_while_somebody_is_away_the_deputy_has_the_task(office):
    """Both are named, and the principal may take it back."""
    now = timezone.now()
    Delegation.objects.create(
        principal=office.ben, deputy=office.dora, starts_at=now - timedelta(days=1), ends_at=now + timedelta(days=1)
    )
    make_flow(office, MANAGER)
    process = submit(office)
    task = task_of(process, office.dora)
    people = (task.assignee, task.owner)
    recall_task(actor=office.ben, task_id=task.pk)

    assert (people, waiting(process)) == ((office.dora, office.ben), {"head": {"ben"}})


def test_a_batch_says_what_became_of_each(office):
    """Nodes that do not allow it are refused one by one."""
    make_flow(office, {**MANAGER, "actions": {"batch": True}})
    tasks = [task_of(submit(office), office.ben).pk for _count in range(2)]
    results = approve_tasks(actor=office.ben, task_ids=[*tasks, 987_654])

    assert [(one["ok"], one.get("status") or one["code"]) for one in results] == [
        (True, "approved"),
        (True, "approved"),
        (False, "not_found"),
    ]


def test_what_is_stored_replays_to_the_same_state(office):
    """Commands with their answers are all it takes."""
    make_flow(office, MANAGER, person_node("finance", office.carl, office.dora))
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    approve_task(actor=office.carl, task_id=task_of(process, office.carl).pk)
    process.refresh_from_db()
    commands = [
        Command(**body)
        for body in ProcessCommand.objects.filter(process=process).order_by("sequence").values_list("body", flat=True)
    ]

    assert replay(plan_of(process.version), State(office.ann.pk), commands) == load_state(process).state


def test_everything_is_written_down(office):
    """Runs, history without gaps, and events for whoever listens."""
    make_flow(office, MANAGER)
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    numbers = list(HistoryEntry.objects.filter(process=process).order_by("number").values_list("number", flat=True))
    types = list(EventRow.objects.filter(process_id=process.pk).order_by("id").values_list("type", flat=True))

    assert list(NodeRun.objects.filter(process=process).values_list("node", "status")) == [("head", "approve")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert types == ["process.started", "task.created", "task.decided", "process.finished"]


def test_an_approval_takes_few_statements(office):
    """Locking, reading, people, rows, events and jobs."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    task = task_of(process, office.ben)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        approve_task(actor=office.ben, task_id=task.pk)
    statements = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]

    assert len(statements) <= 14, "\n".join(statements)


def test_tasks_nobody_needs_any_more_are_cancelled(office):
    """One of two is enough."""
    make_flow(office, person_node("any", office.carl, office.dora, need="any"))
    process = submit(office)
    approve_task(actor=office.dora, task_id=task_of(process, office.dora).pk)

    assert sorted(Task.objects.filter(process=process).values_list("assignee__username", "state")) == [
        ("carl", "cancelled"),
        ("dora", "done"),
    ]
