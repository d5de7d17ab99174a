"""The pages on which files are imported."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from builder.models import User
from forms_engine.models import Form
from forms_engine.services.forms import create_form, publish_form
from tests.builder.factories import make_administrator, make_application, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder() -> User:
    """Return somebody who designs."""
    return make_administrator("builder")


@pytest.fixture
def form(builder: User) -> Form:
    """Return a published form."""
    application = make_application(builder, name="Trade", key="trade")
    document = {
        "title": "Order",
        "required": ["code"],
        "properties": {
            "code": {"x-field": {"type": "text", "label": {"en": "Code"}}},
            "day": {"x-field": {"type": "date", "label": "Day"}},
            "buyer": {"x-field": {"type": "member", "label": "Buyer"}},
            "serial": {"x-field": {"type": "autonumber", "label": "Serial"}},
        },
    }
    made = create_form(actor=builder, application=application, name="Order", document=document)
    publish_form(actor=builder, form=made, base_revision=made.draft_revision)
    return made


def client_of(user: User) -> Client:
    """Return the browser of a person."""
    client = Client()
    client.force_login(user)
    return client


def given(html: str) -> dict[str, Any]:
    """Return what the page hands to the wizard."""
    found = re.search(r'<script id="import-data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_wizard_knows_what_a_file_may_hold(builder: User, form: Form, settings: Any) -> None:
    """The fields that take cells come with samples; kinds and sizes of files are named."""
    settings.FILE_UPLOAD_MAX_BYTES = 1000

    page = given(client_of(builder).get("/apps/trade/order/import/").content.decode())

    assert [("Code", True), ("Day", False), ("Buyer", False)] == [
        (one["label"], one["required"]) for one in page["sample"]
    ]
    assert (4000, True) == (page["limits"]["bytes"], ".csv" in page["limits"]["suffixes"])
    assert ("order", False, "/api/v1/apps/trade/imports/") == (page["form"], page["creates"], page["urls"]["imports"])


def test_a_form_from_a_file_begins_in_the_overview(builder: User, form: Form) -> None:
    """The overview leads to the wizard, which knows the types that a column may become."""
    client = client_of(builder)
    overview = client.get("/design/trade/").content.decode()
    page = given(client.get("/design/trade/import/").content.decode())

    assert 'href="/design/trade/import/"' in overview
    assert (True, []) == (page["creates"], page["sample"])
    assert set(page["creatable"]) <= set(page["types"])


@pytest.mark.parametrize(
    ("grants", "status"),
    [({"forms": {"order": {"create": True}}}, 403), ({"forms": {"order": {"create": True, "import": True}}}, 200)],
)
def test_importing_needs_the_right_to(form: Form, grants: dict[str, Any], status: int) -> None:
    """Whoever may only fill in the form may not import into it, and nobody without design makes forms of files."""
    member = make_person("member")
    forms = {key: {"actions": list(actions)} for key, actions in grants["forms"].items()}
    make_role(form.application, member, grants={"app": ["use"], "forms": forms})
    client = client_of(member)

    assert (status, 403) == (
        client.get("/apps/trade/order/import/").status_code,
        client.get("/design/trade/import/").status_code,
    )
