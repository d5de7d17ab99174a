"""A process as one page, with the record as the reader's step shows it."""

from __future__ import annotations

import pytest

from builder.exceptions import NotFound
from flow_engine.selectors.reading import read_process
from flow_engine.services.processes import withdraw_process
from flow_engine.services.tasks import approve_task, return_task
from tests.flow_engine.making import MANAGER, make_flow, person_node, submit, task_of

RIGHTS = {"cost_center": "required", "reason": "hidden", "subject": "edit"}


def read(actor, process):
    """Return the page of a process."""
    return read_process(actor=actor, process_id=process.pk)


def test_the_step_decides_how_fields_are_shown(office):
    """Hidden ones are left out of the answer; those not named are only read."""
    make_flow(office, person_node("fin", office.carl, fields=RIGHTS))
    page = read(office.carl, submit(office, reason="Secret"))

    masks = page["record"]["masks"]
    assert {"cost_center": "required", "reason": "hidden", "subject": "edit", "amount": "read"} == {
        key: masks[key] for key in ("cost_center", "reason", "subject", "amount")
    }
    assert "reason" not in page["record"]["values"]
    assert "Chairs" == page["record"]["values"]["subject"]


def test_after_the_answer_what_was_hidden_stays_hidden_and_nothing_is_open(office):
    """Whoever has decided reads what they could read then."""
    make_flow(office, person_node("fin", office.carl, fields={"reason": "hidden", "subject": "edit"}), MANAGER)
    process = submit(office, reason="Secret")
    approve_task(actor=office.carl, task_id=task_of(process, office.carl).pk)

    page = read(office.carl, process)

    assert page["task"] is None
    assert {"hidden", "read"} == set(page["record"]["masks"].values())
    assert "reason" not in page["record"]["values"]


@pytest.mark.parametrize("way", ["returned", "withdrawn"])
def test_the_initiator_may_change_what_came_back(office, way):
    """Until it is submitted again."""
    make_flow(office, MANAGER)
    process = submit(office)
    before = read(office.ann, process)["record"]["masks"]["subject"]
    if way == "returned":
        return_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="No")
    else:
        withdraw_process(actor=office.ann, process_id=process.pk)

    page = read(office.ann, process)

    assert ("read", "edit") == (before, page["record"]["masks"]["subject"])
    assert page["process"]["can"]["submit"]


def test_the_page_holds_the_past_the_present_and_the_way_ahead(office):
    """History, own task, who else has to act, and what will come."""
    make_flow(office, MANAGER, person_node("boss", office.chief))
    page = read(office.ben, submit(office))

    assert ["started"] == [entry["type"] for entry in page["timeline"]]
    assert "head" == page["task"]["node"]
    assert ["head"] == [task["node"] for task in page["open_tasks"]]
    assert [("head", "open"), ("boss", "expected")] == [(step["node"], step["status"]) for step in page["steps"]]


def test_only_those_whose_roles_open_the_record_get_its_address(office):
    """An approver reads it in the inbox."""
    make_flow(office, person_node("fin", office.carl))
    process = submit(office)
    office.app.roles.update(everyone=False)
    office.app.version_stamp += 1
    office.app.save()

    assert "" == read(office.carl, process)["record_url"]
    assert f"/apps/buying/purchase/{process.record_id}/" == read(office.admin, process)["record_url"]


def test_strangers_see_nothing(office):
    """Not even that it is there."""
    make_flow(office, MANAGER)
    process = submit(office)

    with pytest.raises(NotFound):
        read(office.dora, process)
