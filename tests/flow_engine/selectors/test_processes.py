"""What people see of processes."""

from __future__ import annotations

import pytest

from builder.exceptions import NotFound
from flow_engine.selectors.forecasts import forecast_process, forecast_submission
from flow_engine.selectors.processes import (
    describe_process,
    get_process,
    open_tasks,
    process_timeline,
    processes_of_record,
)
from flow_engine.selectors.tasks import get_task, task_for, task_masks
from flow_engine.services.tasks import approve_task, return_task
from forms_engine.selectors.records import get_record
from tests.flow_engine.making import MANAGER, make_flow, person_node, submit, task_of


def test_strangers_do_not_see_a_process(office):
    """Those who take part, look after it, or may see the record do."""
    make_flow(office, MANAGER)
    process = submit(office)
    for person in (office.ann, office.ben, office.admin):
        assert get_process(actor=person, process_id=process.pk) == process

    with pytest.raises(NotFound):
        get_process(actor=office.dora, process_id=process.pk)


def test_whoever_has_a_task_sees_the_record(office):
    """Although no role shows it to them, and after they have answered as well."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    with pytest.raises(NotFound):
        get_record(office.dora, office.form, process.record_id)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)

    assert get_record(office.ben, office.form, process.record_id)["id"] == process.record_id
    assert get_record(office.carl, office.form, process.record_id)["id"] == process.record_id


def test_the_timeline_tells_the_story(office):
    """In sentences, with people, steps and comments."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="Fine")
    return_task(actor=office.carl, task_id=task_of(process, office.carl).pk, comment="Too dear")
    told = [
        (one["actor"]["name"], one["node_name"], one["text"], one["comment"], one["tone"])
        for one in process_timeline(actor=office.ann, process_id=process.pk)
    ]

    assert told == [
        ("Ann", "", "Submitted", "", "positive"),
        ("Ben", "Manager", "Approved", "Fine", "positive"),
        ("Carl", "Finance", "Sent back to the initiator", "Too dear", "warning"),
    ]


def test_a_process_says_what_may_be_done(office):
    """Differently to each."""
    make_flow(office, MANAGER)
    process = submit(office)
    process = get_process(actor=office.ann, process_id=process.pk)
    initiator, approver = describe_process(office.ann, process)["can"], describe_process(office.ben, process)["can"]

    assert (initiator["withdraw"], approver["withdraw"]) == (True, False)
    assert (initiator["urge"], initiator["submit"], initiator["manage"]) == (True, False, False)


def test_the_drawing_knows_where_the_process_is(office):
    """Done, current, stopped."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    shown = describe_process(office.ann, get_process(actor=office.ann, process_id=process.pk))["nodes"]

    assert {key: one["state"] for key, one in shown.items()} == {"start": "done", "head": "done", "finance": "current"}


def test_those_who_have_to_act_are_named(office):
    """With the step."""
    make_flow(office, person_node("both", office.carl, office.dora))
    process = submit(office)

    assert [one["assignee"]["name"] for one in open_tasks(actor=office.ann, process_id=process.pk)] == ["Carl", "Dora"]


def test_a_record_has_its_processes(office):
    """For those who may see them."""
    make_flow(office, MANAGER)
    process = submit(office)

    assert [
        one["id"] for one in processes_of_record(actor=office.ann, form=office.form, record_id=process.record_id)
    ] == [process.pk]
    assert processes_of_record(actor=office.dora, form=office.form, record_id=process.record_id) == []


def test_a_task_has_its_buttons(office):
    """Only for who has it; return says where to."""
    actions = {"reject": {}, "return": {"targets": "any_visited"}, "batch": True}
    make_flow(office, MANAGER, person_node("finance", office.carl, actions=actions))
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    task = task_of(process, office.carl)
    mine = get_task(actor=office.carl, task_id=task.pk)
    others = get_task(actor=office.ann, task_id=task.pk)

    assert sorted(mine["actions"]) == ["approve", "reject", "return"]
    assert [one["node"] for one in mine["actions"]["return"]["targets"]] == ["head", "start"]
    assert others["actions"] == {}


def test_the_actors_own_task_is_found(office):
    """None for others."""
    make_flow(office, MANAGER)
    process = submit(office)
    found = task_for(actor=office.ben, process_id=process.pk)

    assert found is not None
    assert (found["node"], task_for(actor=office.ann, process_id=process.pk)) == ("head", None)


def test_a_step_masks_the_fields(office):
    """Unnamed ones are read only, editable ones are not in the mask."""
    make_flow(office, {**MANAGER, "fields": {"reason": "hidden", "cost_center": "required"}})
    process = submit(office)
    fields = ["subject", "reason", "cost_center"]

    assert task_masks(actor=office.ben, process_id=process.pk, fields=fields) == {"subject": "read", "reason": "hidden"}


def test_the_way_ahead_is_foreseen(office):
    """With people, by the record as it is."""
    branch = {
        "key": "by",
        "kind": "exclusive",
        "lanes": [
            {"when": "amount > 1000", "items": [person_node("board", office.chief)]},
            {"default": True, "items": []},
        ],
    }
    make_flow(office, MANAGER, branch, person_node("finance", office.carl))
    process = submit(office, amount="5000.00")
    steps = forecast_process(actor=office.ann, process_id=process.pk)
    cheap = forecast_submission(actor=office.ann, form=office.form, values={"amount": "5.00"})

    assert [(one["node"], one["status"], [who["name"] for who in one["people"]]) for one in steps] == [
        ("head", "open", ["Ben"]),
        ("board", "expected", ["Chief"]),
        ("finance", "expected", ["Carl"]),
    ]
    assert [one["node"] for one in cheap] == ["head", "finance"]
