"""The page on which a form is designed."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from builder.models import User
from forms_engine.models import Form
from forms_engine.services.forms import create_form
from tests.builder.factories import make_administrator, make_application, make_person, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def builder() -> User:
    """Return somebody who designs."""
    return make_administrator("builder")


@pytest.fixture
def form(builder: User) -> Form:
    """Return a form nobody has published."""
    application = make_application(builder, name="Purchasing")
    return create_form(actor=builder, application=application, name="Request")


def client_of(user: User) -> Client:
    """Return the browser of a person."""
    client = Client()
    client.force_login(user)
    return client


def given(html: str) -> dict[str, Any]:
    """Return what the page hands to the designer."""
    found = re.search(r'<script id="form-data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_page_hands_the_draft_and_the_field_types_to_the_designer(builder: User, form: Form) -> None:
    """Document, revision, types with their settings, and every address are in the page."""
    answer = client_of(builder).get(f"/design/{form.application.key}/forms/{form.key}/")

    page = given(answer.content.decode())
    kinds = {one["key"]: one for one in page["types"]}
    root = f"/api/v1/apps/{form.application.key}/forms/{form.key}/"

    assert 200 == answer.status_code
    assert (form.draft, form.draft_revision, None) == (page["document"], page["revision"], page["version"])
    assert "options" in kinds["choice"]["settings_schema"]["properties"]
    assert f"{root}draft/" == page["urls"]["draft"]
    assert "SUM" in {one["name"] for one in page["functions"]}


def test_a_form_is_created_from_the_overview(builder: User, form: Form) -> None:
    """Creating goes on to the designer of the new form."""
    app = form.application.key
    answer = client_of(builder).post(f"/design/{app}/forms/new/", {"name": "Expense claim"})

    assert (302, f"/design/{app}/forms/expense_claim/") == (answer.status_code, answer["Location"])
    assert {"en": "Expense claim"} == Form.objects.get(key="expense_claim").name


def test_the_overview_lists_the_forms_and_where_they_stand(builder: User, form: Form) -> None:
    """The overview of an app leads to the designer."""
    html = client_of(builder).get(f"/design/{form.application.key}/").content.decode()

    assert f'href="/design/{form.application.key}/forms/{form.key}/"' in html


def test_members_may_not_design(form: Form) -> None:
    """Somebody who only uses the app finds no designer."""
    member = make_person("member")
    make_role(form.application, member)

    assert 404 == client_of(member).get(f"/design/{form.application.key}/forms/{form.key}/").status_code
