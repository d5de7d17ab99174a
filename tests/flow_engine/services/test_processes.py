"""Starting processes, and what is done to whole processes."""

from __future__ import annotations

import pytest

from builder.exceptions import Conflict, NotAllowed, NotFound
from builder.models import Incident, Notification
from flow_engine.exceptions import AnswerIncomplete, ProcessConflict, TaskRefused
from flow_engine.models import Copy, Flow, Process
from flow_engine.selectors.processes import process_timeline
from flow_engine.services.flows import publish_flow, save_flow_draft, update_flow
from flow_engine.services.processes import (
    cancel_process,
    comment_process,
    copy_process,
    mend_process,
    submit_process,
    urge_process,
    withdraw_process,
)
from flow_engine.services.tasks import approve_task, return_task
from forms_engine.selectors.records import get_record
from forms_engine.services.records import delete_record, submit_record
from tests.flow_engine.making import MANAGER, make_flow, person_node, status_of, submit, task_of, waiting
from tests.forms_engine.making import make_document, publish


def test_submitting_the_form_starts_its_flow(office):
    """In the same transaction, for who submitted it, under the record's title."""
    make_flow(office, MANAGER)
    process = submit(office, subject="Ten chairs")

    assert (process.initiator, process.title, process.status) == (office.ann, "Ten chairs", "running")
    assert waiting(process) == {"head": {"ben"}}


def test_a_form_without_a_flow_starts_nothing(office):
    """The record is just kept."""
    submit_record(actor=office.ann, form=office.form, values={"subject": "Pens"})

    assert not Process.objects.exists()


def test_a_switched_off_flow_starts_nothing(office):
    """What runs goes on."""
    flow = make_flow(office, MANAGER)
    running = submit(office)
    update_flow(actor=office.admin, flow=Flow.objects.get(pk=flow.pk), enabled=False)
    submit_record(actor=office.ann, form=office.form, values={"subject": "Pens"})

    assert list(Process.objects.all()) == [running]


def test_an_import_starts_nothing(office):
    """Old records are not to be approved again."""
    make_flow(office, MANAGER)
    submit_record(actor=office.ann, form=office.form, values={"subject": "Pens"}, via="import")

    assert not Process.objects.exists()


def test_a_flow_may_start_only_for_some_records(office):
    """By a condition on the record."""
    make_flow(office, MANAGER, start={"when": "amount > 50"})
    submit_record(actor=office.ann, form=office.form, values={"subject": "Pens", "amount": "5.00"})
    submit_record(actor=office.ann, form=office.form, values={"subject": "Desk", "amount": "500.00"})

    assert list(Process.objects.values_list("title", flat=True)) == ["Desk"]


@pytest.mark.parametrize(("amount", "node"), [("100.00", "head"), ("9000.00", "board")])
def test_branches_look_at_the_record_and_the_initiator(office, amount, node):
    """With the expressions of the platform."""
    branch = {
        "key": "by_amount",
        "kind": "exclusive",
        "lanes": [
            {"when": 'amount > 5000 and initiator.name = "Ann"', "items": [person_node("board", office.chief)]},
            {"default": True, "items": [MANAGER]},
        ],
    }
    make_flow(office, branch)

    assert list(waiting(submit(office, amount=amount))) == [node]


@pytest.mark.parametrize(
    ("rule", "people"),
    [
        ({"by": "manager", "level": 2}, {"chief"}),
        ({"by": "department_head"}, {"chief"}),
        ({"by": "member_field", "field": "owner_of_budget"}, {"carl"}),
        ({"by": "manager_chain"}, {"ben"}),
        ({"by": "initiator"}, {"ann"}),
    ],
)
def test_people_are_found_by_rule(office, rule, people):
    """From the organisation and from the record."""
    make_flow(office, {"key": "who", "kind": "approve", "who": [rule]})

    assert waiting(submit(office, owner_of_budget=office.carl.pk)) == {"who": people}


def test_withdrawing_makes_a_draft_that_can_be_submitted_again(office):
    """The tasks are gone; the same process goes on."""
    make_flow(office, MANAGER)
    process = submit(office)
    withdraw_process(actor=office.ann, process_id=process.pk)
    withdrawn = (status_of(process), waiting(process))
    shown = get_record(office.admin, office.form, process.record_id)["flow_status"]
    submit_process(actor=office.ann, process_id=process.pk, data={"subject": "Two chairs"})

    assert (withdrawn, shown) == (("draft", {}), "draft")
    assert (status_of(process), waiting(process)) == ("running", {"head": {"ben"}})
    assert get_record(office.admin, office.form, process.record_id)["values"]["subject"] == "Two chairs"


def test_nobody_else_withdraws(office):
    """Nor the initiator once somebody has acted."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    with pytest.raises(TaskRefused):
        withdraw_process(actor=office.ben, process_id=process.pk)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    with pytest.raises(ProcessConflict) as caught:
        withdraw_process(actor=office.ann, process_id=process.pk)

    assert caught.value.extra["reason"] == "already_acted"


def test_a_returned_request_can_be_given_up(office):
    """By its initiator."""
    make_flow(office, MANAGER)
    process = submit(office)
    return_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    cancel_process(actor=office.ann, process_id=process.pk)

    assert status_of(process) == "cancelled"


def test_urging_needs_a_reason_to_see_the_process(office):
    """And is not repeated at once."""
    make_flow(office, MANAGER)
    process = submit(office)
    urge_process(actor=office.ann, process_id=process.pk)
    with pytest.raises(ProcessConflict):
        urge_process(actor=office.ann, process_id=process.pk)
    with pytest.raises(NotFound):
        urge_process(actor=office.dora, process_id=process.pk)


def test_comments_and_copies_are_part_of_the_history(office):
    """Who got a copy may see the process."""
    make_flow(office, MANAGER)
    process = submit(office)
    comment_process(actor=office.ben, process_id=process.pk, comment="Which colour?")
    copy_process(actor=office.ann, process_id=process.pk, people=[office.dora.pk])
    told = [(one["type"], one["text"]) for one in process_timeline(actor=office.dora, process_id=process.pk)]

    assert told == [("started", "Submitted"), ("commented", "Commented"), ("copied", "Sent a copy to Dora")]
    assert Copy.objects.get().user == office.dora


def test_an_empty_comment_is_refused(office):
    """There is nothing to say."""
    make_flow(office, MANAGER)
    process = submit(office)

    with pytest.raises(AnswerIncomplete):
        comment_process(actor=office.ben, process_id=process.pk, comment=" ")


def test_a_process_that_stops_is_an_incident(office):
    """Administrators see it, and can let it go on."""
    branch = {
        "key": "by",
        "kind": "exclusive",
        "lanes": [
            {"when": "amount > 1000", "items": [MANAGER]},
            {"when": "amount > 2000", "items": [person_node("board", office.chief)]},
        ],
    }
    make_flow(office, branch, person_node("finance", office.carl))
    process = submit(office)
    incident = Incident.objects.get(process_id=process.pk)
    stopped = (incident.code, incident.state, process.incident_count)
    mend_process(actor=office.admin, process_id=process.pk, how="skip", args={"incident": incident.detail["number"]})
    incident.refresh_from_db()

    assert stopped == ("no_branch", "open", 1)
    assert (incident.state, incident.resolved_by, waiting(process)) == ("resolved", office.admin, {"finance": {"carl"}})


def test_only_those_who_look_after_the_flow_mend(office):
    """Others may not."""
    make_flow(office, MANAGER)
    process = submit(office)

    with pytest.raises(NotAllowed):
        mend_process(actor=office.ann, process_id=process.pk, how="terminate", args={"comment": "x"})


def test_an_administrator_gives_a_task_to_somebody_else(office):
    """The vote is theirs then."""
    make_flow(office, MANAGER)
    process = submit(office)
    task = task_of(process, office.ben)
    mend_process(
        actor=office.admin, process_id=process.pk, how="reassign", args={"task": task.number, "to": office.carl.pk}
    )

    assert task_of(process, office.carl).owner == office.carl


def test_a_record_in_a_process_is_not_deleted(office):
    """Not before it is withdrawn or has ended."""
    make_flow(office, MANAGER)
    process = submit(office)
    with pytest.raises(Conflict):
        delete_record(actor=office.admin, form=office.form, record_id=process.record_id)
    withdraw_process(actor=office.ann, process_id=process.pk)
    delete_record(actor=office.admin, form=office.form, record_id=process.record_id)

    assert not Notification.objects.filter(title="").exists()


def test_a_running_process_stays_on_its_version(office):
    """A new version is for new requests."""
    flow = make_flow(office, MANAGER)
    process = submit(office)
    document = {**flow.draft, "items": [person_node("other", office.dora)]}
    save_flow_draft(actor=office.admin, flow=flow, document=document, base_revision=flow.draft_revision)
    publish_flow(actor=office.admin, flow=flow)
    later = submit(office)

    assert (waiting(process), waiting(later)) == ({"head": {"ben"}}, {"other": {"dora"}})


def test_a_start_condition_that_fails_is_an_incident(office):
    """The record is kept, and administrators are told that nothing started."""
    make_flow(office, MANAGER, start={"when": "amount > 50"})
    publish(office.form, make_document({"subject": "text"}))
    submit_record(actor=office.ann, form=office.form, values={"subject": "Desk"})

    assert (Process.objects.count(), Incident.objects.get().code) == (0, "start_condition")


def test_a_branch_whose_field_is_gone_stops_visibly(office):
    """The form moved on while the process ran."""
    lanes = [{"when": "amount > 50", "items": [person_node("board", office.chief)]}, {"default": True, "items": []}]
    make_flow(office, MANAGER, {"key": "by", "kind": "exclusive", "lanes": lanes})
    process = submit(office)
    publish(office.form, make_document({"subject": "text"}))
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)

    assert Incident.objects.get(process_id=process.pk).code == "expr_error"
