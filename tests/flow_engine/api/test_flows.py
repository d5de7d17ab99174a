"""Flows through the API."""

from __future__ import annotations

from tests.flow_engine.api.test_tasks import client
from tests.flow_engine.making import MANAGER, make_flow

ROOT = "/api/v1/apps/buying/flows/"


def test_a_flow_is_made_checked_compared_and_published(office):
    """The whole life of a draft."""
    admin = client(office.admin)
    made = admin.post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")
    draft = admin.get(f"{ROOT}approval/draft/").json()
    document = {**draft["document"], "items": [{**MANAGER, "need": "most"}]}
    bad = admin.post(f"{ROOT}approval/check/", {"document": document}, format="json").json()["problems"]
    document["items"] = [MANAGER]
    saved = admin.put(
        f"{ROOT}approval/draft/", {"document": document, "base_revision": draft["revision"]}, format="json"
    )
    diff = admin.get(f"{ROOT}approval/diff/").json()
    published = admin.post(f"{ROOT}approval/publish/", {"base_revision": 2, "note": "First"}, format="json")
    versions = admin.get(f"{ROOT}approval/versions/").json()["results"]

    assert (made.status_code, saved.json(), published.status_code) == (201, {"revision": 2}, 201)
    assert next((one["code"], one["path"], one["level"], one["node"]) for one in bad) == (
        "E01",
        "items.0.need",
        "error",
        "head",
    )
    assert (diff["publishable"], [one["message"] for one in diff["changes"]]) == (True, ["Added the step Manager."])
    assert [(one["number"], one["note"]) for one in versions] == [(1, "First")]


def test_a_stale_draft_is_a_conflict(office):
    """With both documents."""
    admin = client(office.admin)
    admin.post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")
    body = {"document": {"format": 1}, "base_revision": 7}
    answer = admin.put(f"{ROOT}approval/draft/", body, format="json")

    assert (answer.status_code, answer.json()["yours"], answer.json()["revision"]) == (409, {"format": 1}, 1)


def test_an_older_version_comes_back(office):
    """As the draft."""
    admin = client(office.admin)
    admin.post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")
    admin.post(f"{ROOT}approval/publish/", {}, format="json")
    answer = admin.post(f"{ROOT}approval/restore/", {"version": 1, "base_revision": 1}, format="json")

    assert (answer.status_code, answer.json()) == (200, {"revision": 2})


def test_a_flow_is_renamed_switched_off_and_deleted(office):
    """Without touching its document otherwise."""
    admin = client(office.admin)
    admin.post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")
    admin.post(f"{ROOT}approval/publish/", {}, format="json")
    changed = admin.patch(f"{ROOT}approval/", {"name": "Buying", "enabled": False}, format="json").json()
    gone = admin.delete(f"{ROOT}approval/").status_code

    assert (changed["name"], changed["enabled"], gone) == ({"en": "Buying"}, False, 204)
    assert admin.get(f"{ROOT}approval/").status_code == 404


def test_others_do_not_see_flows(office):
    """They are for designers."""
    client(office.admin).post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")

    assert client(office.ann).get(f"{ROOT}approval/").status_code == 404
    assert client(office.ann).get(ROOT).status_code == 403


def test_the_designer_learns_what_flows_are_made_of(office):
    """Kinds with labels, icons and settings; people rules; shared definitions."""
    answer = client(office.admin).get("/api/v1/flows/types/").json()
    kinds = {one["key"]: one for one in answer["nodes"]}

    assert kinds["approve"]["label"] == "Approve"
    assert kinds["approve"]["settings_schema"]["properties"]["who"] == {"$ref": "#/$defs/people", "title": "Approvers"}
    assert kinds["exclusive"]["lanes"]
    assert {"by", "ids"} <= set(
        {one["key"]: one for one in answer["people"]}["person"]["settings_schema"]["properties"]
    )
    assert "people" in answer["definitions"]


def test_a_draft_can_be_tried(office):
    """With a person and values, before anything is published."""
    admin = client(office.admin)
    admin.post(ROOT, {"name": "Approval", "form": "purchase", "key": "approval"}, format="json")
    body = {"initiator": office.ann.pk, "values": {"amount": "5.00"}}
    steps = admin.post(f"{ROOT}approval/simulate/", body, format="json").json()["steps"]
    refused = admin.post(f"{ROOT}approval/simulate/", {**body, "document": {}}, format="json")

    assert [(one["node"], one["people"][0]["name"]) for one in steps] == [("manager", "Ben")]
    assert refused.status_code == 422


def test_people_see_the_way_before_they_submit(office):
    """Through the form's address."""
    make_flow(office, MANAGER)
    url = "/api/v1/apps/buying/forms/purchase/forecast/"
    steps = client(office.ann).post(url, {"values": {"subject": "x"}}, format="json").json()["steps"]

    assert [one["people"][0]["name"] for one in steps] == ["Ben"]
