"""Everything a designer does goes through the API: the purchase request app, built and used by a program."""

from __future__ import annotations

from typing import Any

import pytest

from builder.events.runner import drain

APP = "apps/buying/"


def field(key: str, type_: str, label: str, **settings: Any) -> dict[str, Any]:
    """Return a property of a form document as a designer writes it."""
    return {"x-field": {"id": f"f{key}"[:12], "type": type_, "label": label, **settings}}


def form(title: str, properties: dict[str, Any], required: list[str], name: str) -> dict[str, Any]:
    """Return a form document with one section."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "title": title,
        "required": required,
        "properties": properties,
        "x-layout": [{"id": "s1", "section": title, "columns": 2, "fields": list(properties)}],
        "x-title": name,
    }


def items() -> dict[str, Any]:
    """Return the sub-table that request and order share."""
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "item": field("item", "text", "Item"),
                "quantity": field("quantity", "number", "Quantity"),
                "price": field("price", "money", "Price", currency="EUR"),
                "amount": field(
                    "amount", "formula", "Amount", expression="quantity * price", result="money", currency="EUR"
                ),
            },
        },
        **field("items", "lines", "Items"),
    }


TOTAL = {"expression": "SUM(items.amount)", "result": "money", "currency": "EUR"}
REQUEST = form(
    "Request",
    {
        "subject": field("subject", "text", "Subject"),
        "department": field("dept", "department", "Department", default_mine=True),
        "items": items(),
        "total": field("total", "formula", "Total", **TOTAL),
    },
    ["subject"],
    "{subject}",
)
ORDER = form(
    "Order",
    {
        "request": field("request", "link", "Request", form="request"),
        "department": field("dept", "department", "Department"),
        "ordered_on": field("ordered", "date", "Ordered on"),
        "items": items(),
        "total": field("total", "formula", "Total", **TOTAL),
    },
    [],
    "{number}",
)
FLOW = {
    "format": 1,
    "key": "approval",
    "name": "Approval",
    "form": "request",
    "start": {},
    "settings": {},
    "items": [
        {"key": "manager", "kind": "approve", "name": "Manager", "who": [{"by": "manager"}]},
        {
            "key": "amount",
            "kind": "exclusive",
            "lanes": [
                {
                    "name": "Large",
                    "when": "total > 10000",
                    "items": [{"key": "head", "kind": "approve", "who": [{"by": "department_head"}]}],
                },
                {"name": "Otherwise", "default": True, "items": []},
            ],
        },
    ],
}
RULE = {
    "format": 1,
    "form": "request",
    "trigger": {"type": "flow_finished", "settings": {"outcome": "approved"}},
    "condition": "total > 0",
    "steps": [
        {
            "key": "s1",
            "action": "create_record",
            "settings": {
                "form": "order",
                "values": {
                    "request": {"expression": "id"},
                    "department": {"expression": "department"},
                    "ordered_on": {"expression": "TODAY()"},
                },
                "lines": {
                    "items": {
                        "rows": "items",
                        "values": {key: {"expression": key} for key in ("item", "quantity", "price")},
                    }
                },
            },
        }
    ],
}
REPORT = {
    "format": 1,
    "dataset": {"type": "records", "form": "order"},
    "dimensions": [{"key": "d1", "field": "ordered_on", "grain": "month"}, {"key": "d2", "field": "department"}],
    "measures": [{"key": "m1", "op": "sum", "field": "total", "format": "money"}],
    "chart": {"type": "bar"},
}
DASHBOARD = {"format": 1, "tiles": [{"key": "t1", "report": "spend", "x": 0, "y": 0, "w": 12, "h": 6}]}


def design(call: Any, noun: str, key: str, document: dict[str, Any], **about: Any) -> None:
    """Create a definition, save its draft, look at what publishing would do, and publish."""
    made = call("POST", f"{APP}{noun}/", {"name": key.title(), "key": key, **about}, status=201)
    saved = call("PUT", f"{APP}{noun}/{key}/draft/", {"document": document, "base_revision": made["revision"]})[
        "revision"
    ]
    problems = call("POST", f"{APP}{noun}/{key}/check/", {"document": document})["problems"]
    assert [one for one in problems if one.get("level") != "warning"] == []
    review = call("GET", f"{APP}{noun}/{key}/diff/")
    assert review["publishable"], review
    assert call("POST", f"{APP}{noun}/{key}/publish/", {"base_revision": saved}, status=201)["version"] == 1


@pytest.fixture
def built(transactional_db, demo, call_as):
    """Build the app as Emma, who may use nothing but the API."""
    emma = call_as("emma.brown")
    emma("POST", "apps/", {"name": {"en": "Buying"}, "key": "buying"}, status=201)
    design(emma, "forms", "request", REQUEST)
    design(emma, "forms", "order", ORDER)
    design(emma, "flows", "approval", FLOW, form="request")
    design(emma, "rules", "order-it", RULE, form="request")
    design(emma, "reports", "spend", REPORT, form="order")
    design(emma, "dashboards", "overview", DASHBOARD)
    grants = {
        "app": ["use"],
        "forms": {
            "request": {"actions": ["create", "read"], "scope": {"kind": "own"}},
            "order": {"actions": ["read"], "scope": {"kind": "department_below"}},
        },
    }
    emma("POST", f"{APP}roles/", {"key": "staff", "name": "Staff", "grants": grants, "everyone": True}, status=201)
    return emma


def test_a_program_builds_the_app_and_people_run_it(built, call_as):
    """Submit, approve, order and report, all by the API."""
    wei, sofia = call_as("wei.zhang"), call_as("sofia.garcia")
    values = {"subject": "Chairs", "items": [{"item": "Chair", "quantity": 4, "price": "250.00"}]}

    record = wei("POST", f"{APP}forms/request/records/", {"values": values}, status=201)["id"]
    task = sofia("GET", "inbox/?box=todo")["results"][0]
    sofia("POST", f"tasks/{task['task']}/approve/", {"comment": "Fine"})
    drain()

    order = sofia("GET", f"{APP}forms/order/records/")["results"][0]
    assert (order["values"]["request"], order["values"]["total"]) == (record, "1000.00")
    tile = sofia("POST", f"{APP}dashboards/overview/tiles/t1/", {})
    assert [row[2] for row in tile["rows"]] == ["1000.00"]
    history = wei("GET", f"{APP}forms/request/records/{record}/history/")["results"]
    assert {"record.submitted", "process.started", "process.finished"} <= {one["type"] for one in history}


def test_a_stale_draft_is_refused_with_both_documents(built):
    """Two designers never overwrite each other."""
    refused = built(
        "PUT", f"{APP}reports/spend/draft/", {"document": {**REPORT, "limit": 5}, "base_revision": 0}, status=409
    )

    assert refused["code"] == "draft_changed"
    assert refused["yours"]["limit"] == 5
    assert refused["draft"]["dataset"] == REPORT["dataset"]


@pytest.mark.parametrize(
    ("noun", "key", "document", "path"),
    [
        ("rules", "order-it", {**RULE, "condition": "totl > 0"}, "condition"),
        ("rules", "order-it", {**RULE, "form": "nothing"}, "form"),
        ("reports", "spend", {**REPORT, "filter": "department >"}, "filter"),
        ("reports", "spend", {**REPORT, "chart": {"type": "pie"}}, "dimensions"),
        ("flows", "approval", {**FLOW, "items": [{"key": "a", "kind": "approve"}]}, "items.0"),
        (
            "dashboards",
            "overview",
            {"format": 1, "tiles": [{**DASHBOARD["tiles"][0], "report": "no"}]},
            "tiles.0.report",
        ),
    ],
)
def test_a_wrong_document_is_told_where(built, noun, key, document, path):
    """Every problem has its path and changes nothing."""
    problems = built("POST", f"{APP}{noun}/{key}/check/", {"document": document})["problems"]

    assert any(problem["path"].startswith(path) for problem in problems), problems
