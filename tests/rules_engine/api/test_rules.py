"""Rules through the API and on their pages."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from builder.events.runner import drain
from tests.forms_engine.making import make_person, make_role
from tests.rules_engine.making import create_order, make_rule, submit

RULES = "/api/v1/apps/shop/rules/"


@pytest.fixture
def caller(shop):
    """Return a client who speaks for the administrator."""
    client = APIClient()
    client.force_authenticate(shop.admin)
    return client


def test_the_run_log_shows_what_each_step_did(caller, shop):
    """With input and output."""
    make_rule(shop, create_order(values={"note": {"value": "x"}}))
    record = submit(shop, subject="a")
    drain()

    [run] = caller.get(f"{RULES}rule/runs/").json()["results"]

    assert (run["record"], run["state"]) == (record, "done")
    assert run["steps"][0]["output"]["values"] == {"note": "x"}


def test_switching_off_takes_one_call(caller, shop):
    """And unknown values are refused."""
    make_rule(shop, create_order(values={}))

    assert caller.patch(f"{RULES}rule/", {"enabled": False}, format="json").json()["enabled"] is False
    assert caller.patch(f"{RULES}rule/", {"enabled": "maybe"}, format="json").status_code == 422


def test_trying_asks_for_a_record(caller, shop):
    """A number, and the answer says what would happen."""
    make_rule(shop, create_order(values={"note": {"expression": "subject"}}))
    record = submit(shop, subject="a")

    assert caller.post(f"{RULES}rule/trial/", {"record": "first"}, format="json").status_code == 422
    assert caller.post(f"{RULES}rule/trial/", {"record": record}, format="json").json()["acted"] is True


def test_people_without_the_right_find_no_rules(shop):
    """Neither in the API nor on the pages."""
    make_rule(shop, create_order(values={}))
    clerk = make_person("clerk")
    make_role(shop.app, clerk, request={"actions": ["read"], "scope": {"kind": "all"}})
    client = APIClient()
    client.force_authenticate(clerk)

    assert client.get(f"{RULES}rule/").status_code == 403
    assert client.get(RULES).status_code == 403


@pytest.mark.parametrize("path", ["/design/shop/rules/", "/design/shop/rules/rule/"])
def test_pages_open_for_designers(client, shop, path):
    """With what the designer needs."""
    make_rule(shop, create_order(values={}))
    client.force_login(shop.admin)

    assert client.get(path).status_code == 200


def test_creating_leads_to_the_designer(client, shop):
    """A rule starts from its name and form."""
    client.force_login(shop.admin)

    assert (
        client.post("/design/shop/rules/new/", {"name": "Remind", "form": "request"}).url
        == "/design/shop/rules/remind/"
    )
