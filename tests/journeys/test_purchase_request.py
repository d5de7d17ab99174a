"""The purchase request, from submit to dashboard: the story that must always work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builder.applications.packages import GALLERY, Package
from builder.applications.services.packages import install_package
from builder.events.runner import drain
from builder.models import Notification
from builder.organization.services.delegations import create_delegation

REQUEST = {
    "subject": "Laptops",
    "category": "it",
    "items": [
        {"item": "Laptop", "quantity": 10, "price": "1500.00"},
        {"item": "Dock", "quantity": 2, "price": "99.50"},
    ],
}
REQUESTS = "apps/purchasing/forms/purchase_request/records/"
ORDERS = "apps/purchasing/forms/purchase_order/records/"


@pytest.fixture
def app(demo, transactional_db):
    """Install the purchasing app of the gallery."""
    return install_package(actor=demo.administrator, package=Package(GALLERY / "purchasing"))


def decide(call, record: int, verb: str = "approve", **body) -> None:
    """Decide the task that waits for the caller on a request."""
    todo = call("GET", "inbox/?box=todo&limit=100")["results"]
    task = next(one for one in todo if one["record"] == record)
    call("POST", f"tasks/{task['task']}/{verb}/", body)


def test_a_large_request_goes_over_finance_and_becomes_an_order(app, demo, call_as):
    """Manager, finance director (through her deputy) and purchasing approve; the order exists and the numbers move."""
    wei, sofia, mei = call_as("wei.zhang"), call_as("sofia.garcia"), call_as("mei.wang")
    now = timezone.now()
    create_delegation(
        actor=demo.people["hannah.keller"],
        deputy=demo.people["fang.liu"],
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(days=3),
        reason="Travelling",
    )
    drain()
    spend = call_as("fang.liu")("POST", "apps/purchasing/reports/spend_total/query/", {})["rows"][0][0]
    record = wei("POST", REQUESTS, {"values": REQUEST}, status=201)["id"]

    decide(sofia, record, comment="Needed")
    decide(call_as("fang.liu"), record)
    decide(mei, record)
    drain()

    request = wei("GET", f"{REQUESTS}{record}/")
    assert (request["flow_status"], request["values"]["total"]) == ("approved", "15199.00")
    orders = mei("GET", f"{ORDERS}?filter=request == {record}".replace(" ", "%20"))["results"]
    assert [order["values"]["total"] for order in orders] == ["15199.00"]
    lines = mei("GET", f"{ORDERS}{orders[0]['id']}/")["values"]["items"]
    assert [(line["item"], line["quantity"], line["price"]) for line in lines] == [
        ("Laptop", 10, "1500.00"),
        ("Dock", 2, "99.50"),
    ]
    after = call_as("fang.liu")("POST", "apps/purchasing/reports/spend_total/query/", {})["rows"][0][0]
    assert float(after) - float(spend) == pytest.approx(15199.0)
    told = Notification.objects.filter(user=demo.people["wei.zhang"], title__contains="approved and ordered")
    assert told.count() == 1


def test_a_small_request_skips_finance_and_a_rejected_one_orders_nothing(app, call_as):
    """The branch goes by the total; a rejection ends the process and no rule acts."""
    wei, sofia, mei = call_as("wei.zhang"), call_as("sofia.garcia"), call_as("mei.wang")
    small = {**REQUEST, "items": [{"item": "Mouse", "quantity": 1, "price": "20.00"}]}
    drain()
    before = len(mei("GET", f"{ORDERS}?limit=200")["results"])
    first = wei("POST", REQUESTS, {"values": small}, status=201)["id"]
    second = wei("POST", REQUESTS, {"values": small}, status=201)["id"]

    decide(sofia, first)
    decide(mei, first)
    decide(sofia, second, "reject", comment="Not now")
    drain()

    statuses = {one: wei("GET", f"{REQUESTS}{one}/")["flow_status"] for one in (first, second)}
    assert statuses == {first: "approved", second: "rejected"}
    assert len(mei("GET", f"{ORDERS}?limit=200")["results"]) == before + 1


def test_a_returned_request_comes_back_changed(app, call_as):
    """The initiator changes what was returned and sends it again."""
    wei, sofia = call_as("wei.zhang"), call_as("sofia.garcia")
    record = wei("POST", REQUESTS, {"values": REQUEST}, status=201)["id"]

    decide(sofia, record, "return", comment="Cheaper, please")
    assert wei("GET", f"{REQUESTS}{record}/")["flow_status"] == "returned"
    decide(wei, record, "submit", values={"items": [{"item": "Laptop", "quantity": 2, "price": "900.00"}]})

    assert wei("GET", f"{REQUESTS}{record}/")["flow_status"] == "running"
    assert wei("GET", f"{REQUESTS}{record}/")["values"]["total"] == "1800.00"


def test_everybody_sees_what_their_role_shows(app, call_as):
    """List, aggregate, dashboard and link picker give one answer."""
    wei, oliver, mei = call_as("wei.zhang"), call_as("oliver.smith"), call_as("mei.wang")
    record = wei("POST", REQUESTS, {"values": REQUEST}, status=201)["id"]

    assert record in [one["id"] for one in wei("GET", REQUESTS)["results"]]
    assert record not in [one["id"] for one in oliver("GET", REQUESTS)["results"]]
    oliver("GET", f"{REQUESTS}{record}/", status=404)
    assert record not in [one["id"] for one in oliver("GET", f"{REQUESTS}pick/?search=Laptops")["results"]]
    oliver("GET", ORDERS, status=404)
    counts = [
        call("POST", f"{REQUESTS}aggregate/", {"measures": [{"fn": "count"}]})["rows"][0][0] for call in (oliver, mei)
    ]
    assert counts[0] < counts[1]
    oliver("POST", "apps/purchasing/dashboards/spend/tiles/t1/", {}, status=403)
