"""Tasks, processes and the inbox through the API."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from flow_engine.services.processes import mend_process
from tests.flow_engine.making import MANAGER, make_flow, person_node, status_of, submit, task_of, waiting


def client(person):
    """Return a client signed in as a person."""
    found = APIClient()
    found.force_authenticate(person)
    return found


def test_a_task_is_approved(office):
    """With a comment and fields."""
    make_flow(office, {**MANAGER, "fields": {"cost_center": "required"}})
    process = submit(office)
    task = task_of(process, office.ben)
    answer = client(office.ben).post(
        f"/api/v1/tasks/{task.pk}/approve/", {"comment": "ok", "values": {"cost_center": "C1"}}, format="json"
    )

    assert (answer.status_code, answer.json()) == (
        200,
        {"process_id": process.pk, "status": "approved", "revision": 2},
    )


def test_a_second_click_is_a_conflict(office):
    """Told as problem details."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    task = task_of(submit(office), office.ben)
    url = f"/api/v1/tasks/{task.pk}/approve/"
    client(office.ben).post(url, {}, format="json")
    answer = client(office.ben).post(url, {}, format="json")

    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (
        409,
        "process_conflict",
        "task_gone",
    )


def test_a_repeated_request_is_answered_again(office):
    """By its Idempotency-Key."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    task = task_of(submit(office), office.ben)
    url = f"/api/v1/tasks/{task.pk}/approve/"
    answers = [
        client(office.ben).post(url, {}, format="json", headers={"Idempotency-Key": "abc"}).json() for _turn in range(2)
    ]

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [
        ("reject", {"comment": "no"}, "rejected"),
        ("return", {"comment": "again"}, "returned"),
        ("save", {"comment": "half a sent"}, "running"),
        ("add-signer", {"people": [1], "position": "before"}, "running"),
    ],
)
def test_every_answer_has_its_address(office, verb, body, status):
    """One verb, one door."""
    make_flow(office, {**MANAGER, "actions": {"reject": {}, "return": {}, "add_before": {}}})
    process = submit(office)
    task = task_of(process, office.ben)
    body = {**body, "people": [office.carl.pk]} if "people" in body else body
    answer = client(office.ben).post(f"/api/v1/tasks/{task.pk}/{verb}/", body, format="json")

    assert (answer.status_code in (200, 204), status_of(process)) == (True, status)


def test_missing_fields_are_named(office):
    """With their path and a message."""
    make_flow(office, {**MANAGER, "comment": "required"})
    task = task_of(submit(office), office.ben)
    answer = client(office.ben).post(f"/api/v1/tasks/{task.pk}/approve/", {}, format="json")

    assert answer.status_code == 422
    assert [(one["path"], one["code"]) for one in answer.json()["problems"]] == [("comment", "comment_required")]


def test_looking_at_a_task_marks_it_seen(office):
    """And shows its buttons."""
    make_flow(office, MANAGER)
    task = task_of(submit(office), office.ben)
    answer = client(office.ben).get(f"/api/v1/tasks/{task.pk}/").json()
    task.refresh_from_db()

    assert sorted(answer["actions"]) == ["approve", "cc", "reject", "return", "transfer"]
    assert task.first_seen_at is not None


def test_several_tasks_are_approved_at_once(office):
    """Each with its own result."""
    make_flow(office, {**MANAGER, "actions": {"batch": True}})
    tasks = [task_of(submit(office), office.ben).pk for _count in range(2)]
    answer = client(office.ben).post("/api/v1/tasks/approve/", {"tasks": tasks}, format="json").json()

    assert [one["ok"] for one in answer["results"]] == [True, True]


def test_the_inbox_has_boxes_and_counts(office):
    """Page by page."""
    make_flow(office, MANAGER)
    submit(office)
    answer = client(office.ben).get("/api/v1/inbox/?box=todo&limit=5").json()
    started = client(office.ann).get("/api/v1/inbox/?box=started").json()

    assert ([one["title"] for one in answer["results"]], answer["counts"]) == (["Chairs"], {"todo": 1, "copies": 0})
    assert [one["waiting_for"] for one in started["results"]] == [["Ben"]]


def test_a_process_is_told_and_foreseen(office):
    """State, history, way ahead."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    root = f"/api/v1/processes/{process.pk}/"
    ann = client(office.ann)

    assert ann.get(root).json()["open_tasks"][0]["assignee"]["name"] == "Ben"
    assert [one["text"] for one in ann.get(f"{root}timeline/").json()["entries"]] == ["Submitted"]
    assert [one["node"] for one in ann.get(f"{root}forecast/").json()["steps"]] == ["head", "finance"]
    assert client(office.dora).get(root).status_code == 404


@pytest.mark.parametrize(
    ("verb", "body", "status"),
    [("withdraw", {}, "draft"), ("urge", {}, "running"), ("comment", {"comment": "?"}, "running")],
)
def test_initiators_withdraw_urge_and_comment(office, verb, body, status):
    """Through the process's addresses."""
    make_flow(office, MANAGER)
    process = submit(office)
    answer = client(office.ann).post(f"/api/v1/processes/{process.pk}/{verb}/", body, format="json")

    assert (answer.status_code, answer.json()["status"]) == (200, status)


def test_an_administrator_mends(office):
    """And others may not."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    url, body = f"/api/v1/processes/{process.pk}/mend/", {"how": "jump", "target": "finance"}
    refused = client(office.ann).post(url, body, format="json").status_code
    client(office.admin).post(url, body, format="json")

    assert (refused, waiting(process)) == (403, {"finance": {"carl"}})
    with pytest.raises(ValueError, match="dance"):
        mend_process(actor=office.admin, process_id=process.pk, how="dance", args={})


def test_a_record_lists_its_processes(office):
    """Through the record's address."""
    make_flow(office, MANAGER)
    process = submit(office)
    url = f"/api/v1/apps/buying/forms/purchase/records/{process.record_id}/processes/"

    assert [one["id"] for one in client(office.ann).get(url).json()["results"]] == [process.pk]


def test_nobody_in_particular_has_no_inbox(db):
    """Sign in first."""
    assert APIClient().get("/api/v1/inbox/").status_code in (401, 403)
