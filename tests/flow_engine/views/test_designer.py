"""The pages on which flows are designed."""

from __future__ import annotations

from flow_engine.models import Flow
from tests.flow_engine.making import MANAGER, make_flow


def test_the_list_tells_where_each_flow_stands(office, client):
    """With its form and the number of its steps."""
    make_flow(office, MANAGER)
    client.force_login(office.admin)

    page = client.get("/design/buying/flows/")

    assert 200 == page.status_code
    assert [("Approval", "published", 1)] == [
        (one["flow"].name["en"], one["state"], one["steps"]) for one in page.context["flows"]
    ]


def test_creating_goes_on_to_the_designer(office, client):
    """The name is in the language of whoever gives it."""
    client.force_login(office.admin)

    answer = client.post("/design/buying/flows/new/", {"name": "Purchases", "form": "purchase"})

    flow = Flow.objects.get()
    assert f"/design/buying/flows/{flow.key}/" == answer.url
    assert {"en": "Purchases"} == flow.name


def test_the_designer_gets_the_draft_and_its_doors(office, client):
    """Every address it sends to is in the page."""
    make_flow(office, MANAGER)
    client.force_login(office.admin)

    given = client.get("/design/buying/flows/approval/").context["given"]

    assert ["head"] == [node["key"] for node in given["draft"]["items"]]
    assert "/api/v1/apps/buying/flows/approval/publish/" == given["urls"]["publish"]


def test_members_do_not_design(office, client):
    """Neither list nor designer exist for them."""
    make_flow(office, MANAGER)
    client.force_login(office.ann)

    pages = [client.get(path).status_code for path in ("/design/buying/flows/", "/design/buying/flows/approval/")]

    assert {403, 404} >= set(pages)
