"""A form is drafted, checked and published through the API alone."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from forms_engine.models import Form
from tests.builder.factories import make_administrator, make_application, make_person, make_role
from tests.forms_engine.making import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    designer = make_administrator()
    make_application(designer, key="buying")
    client = APIClient()
    client.force_authenticate(designer)
    return client


@pytest.fixture
def form(client):
    document = make_document({"a": "number", "b": {"type": "formula", "expression": "a * 2"}})
    answer = client.post("/api/v1/apps/buying/forms/", {"name": "Order", "document": document}, format="json")
    return answer.json()


def test_a_form_is_built_through_the_api(client, form):
    """Create, save, check, review and publish, each with its own address."""
    url = f"/api/v1/apps/buying/forms/{form['key']}/"
    document = client.get(f"{url}draft/").json()["document"]
    document["properties"]["c"] = {"x-field": {"type": "text", "label": "C"}}
    document["x-layout"][0]["fields"].append("c")
    saved = client.put(f"{url}draft/", {"document": document, "base_revision": 1}, format="json")
    checked = client.post(f"{url}check/", {}, format="json")
    diff = client.get(f"{url}diff/")
    published = client.post(f"{url}publish/", {"base_revision": 2, "note": "first"}, format="json")
    versions = client.get(f"{url}versions/")

    assert {"revision": 2} == saved.json()
    assert {"problems": []} == checked.json()
    assert ["a (Number) is added.", "b (Formula) is added.", "C (Text) is added."] == [
        change["message"] for change in diff.json()["changes"]
    ]
    assert (201, {"version": 1}) == (published.status_code, published.json())
    assert ["first"] == [version["note"] for version in versions.json()["results"]]


def test_a_stale_draft_is_refused_with_both_documents(client, form):
    """The second designer sees what the first one saved."""
    url = f"/api/v1/apps/buying/forms/{form['key']}/draft/"
    mine = make_document({"mine": "text"})
    client.put(url, {"document": make_document({"theirs": "text"}), "base_revision": 1}, format="json")
    answer = client.put(url, {"document": mine, "base_revision": 1}, format="json")

    assert (409, 2, ["theirs"]) == (
        answer.status_code,
        answer.json()["revision"],
        list(answer.json()["draft"]["properties"]),
    )


def test_a_shapeless_document_is_refused(client, form):
    """What is no form at all cannot even be saved as a draft."""
    url = f"/api/v1/apps/buying/forms/{form['key']}/draft/"
    answer = client.put(url, {"document": {"properties": {"a": 1}}, "base_revision": 1}, format="json")

    assert (422, "properties.a") == (answer.status_code, answer.json()["problems"][0]["path"])


def test_the_field_types_are_listed_in_the_readers_language(client):
    """Every type brings the schema of its settings."""
    answer = client.get("/api/v1/forms/field-types/").json()

    money = next(one for one in answer["results"] if one["key"] == "money")
    assert ("Money", "Currency") == (money["label"], money["settings_schema"]["properties"]["currency"]["title"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"expression": "a + 1", "values": {"a": 2}}, ("number", "3", [])),
        ({"expression": "a > 1", "expected": "boolean", "values": {"a": 2}}, ("boolean", True, [])),
        ({"expression": "a + ghost"}, (None, None, [[4, 9]])),
    ],
)
def test_an_expression_is_checked_while_it_is_written(client, form, asked, expected):
    """The answer holds type, value and the places of what is wrong."""
    body = {"app": "buying", "form": form["key"], **asked}
    answer = client.post("/api/v1/expressions/check/", body, format="json").json()

    assert expected == (answer["type"], answer["value"], [problem["span"] for problem in answer["problems"]])


def test_a_draft_can_be_previewed(client, form):
    """The runtime document holds formulas as trees."""
    answer = client.post(f"/api/v1/apps/buying/forms/{form['key']}/preview/", {}, format="json").json()

    assert (["a", "b"], ["b"]) == (
        [field["key"] for field in answer["runtime"]["fields"]],
        answer["runtime"]["formulas"],
    )


def test_who_does_not_design_sees_no_draft(form):
    """To somebody without any right on the form it does not exist."""
    person = make_person()
    make_role(Form.objects.get().application, person, grants={"app": ["use"]})
    other = APIClient()
    other.force_authenticate(person)

    assert 404 == other.get(f"/api/v1/apps/buying/forms/{form['key']}/draft/").status_code
