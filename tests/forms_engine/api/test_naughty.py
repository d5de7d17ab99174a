"""Strange texts at every door of records: never a failure of the server."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builder.events.runner import drain
from tests.forms_engine.making import make_app, make_form, make_person

pytestmark = pytest.mark.django_db

FORM = "/api/v1/apps/purchasing/forms/task/"
TEXTS = [
    "\x00", "a\x00b", "' OR 1=1 --", '"; DROP TABLE r_1; --', "%", "_", "\\", "%s", "%(x)s", "{}", "{0.__class__}",
    "${7*7}", "{{7*7}}", "<script>alert(1)</script>", "\u202egnp.exe", "👩‍👩‍👧", "Ω≈ç√", "田中さん", "ﷺ" * 20, "\ufeff",
    "__import__('os')", "name.__class__", "1/0", "9" * 400, "(" * 300, "not " * 200, "-" * 500, "a" * 5000, "1e309",
    "NaN", "null", "true", "[]", "[[[[", '{"all":' * 50, '{"field":"name","op":"contains","value":"\\u0000"}', "٣", "½",
    "\r\n", "\t", "0x1F", "1;2", "../../etc/passwd", "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"),
]  # fmt: skip


@pytest.fixture
def client():
    boss = make_person("boss", is_staff=True)
    fields = {
        "name": {"type": "text", "unique": True},
        "note": "longtext",
        "size": "number",
        "day": "date",
        "who": "member",
    }
    make_form(make_app(), "task", fields, x_title="{name}")
    client = Client(raise_request_exception=True)
    client.force_login(boss)
    return client


@pytest.mark.parametrize("name", ["filter", "search", "sort", "fields", "cursor", "limit", "count"])
def test_questions(client, name):
    """Whatever a list is asked, it answers or refuses."""
    answers = {client.get(f"{FORM}records/", {name: text}).status_code for text in TEXTS}

    assert answers <= {200, 400, 422}


@pytest.mark.parametrize("name", ["name", "note", "size", "day", "who", "\x00", "id", "__class__"])
def test_values(client, name):
    """Whatever a field is given, it is kept or refused; what is kept comes back."""
    for text in TEXTS:
        body = json.dumps({"values": {name: text}})
        answer = client.post(f"{FORM}records/", data=body, content_type="application/json")

        assert answer.status_code in (201, 400, 422), text
        if answer.status_code == 201:
            assert 200 == client.get(answer["Location"]).status_code


@pytest.mark.parametrize("member", ["filter", "search"])
def test_figures_and_bodies(client, member):
    """The same for questions in a body."""
    for text in TEXTS:
        body = json.dumps({member: text, "dimensions": [text[:90]], "measures": [{"fn": text[:20]}]})

        assert client.post(f"{FORM}records/aggregate/", data=body, content_type="application/json").status_code in (
            400,
            422,
        )


def test_files(client):
    """A file full of strange texts is imported as far as it goes, and its problems can be fetched."""
    rows = "\n".join(f'"{text.replace(chr(34), chr(34) * 2)}",{text[:3]!r},x,y' for text in TEXTS if "\0" not in text)
    upload = SimpleUploadedFile("a\x00.csv", f"Name,Size,Day,Who\n{rows}\n".encode("utf-8", "replace"))
    url = client.post(f"{FORM}records/import/", {"file": upload})["Location"]
    columns = {"0": {"field": "name"}, "1": {"field": "note"}, "3": {"field": "who"}}
    for plan in ({"columns": {**columns, "2": {"field": "day"}}}, {"columns": {"0": {"field": "name"}}}):
        body = json.dumps({"plan": plan})
        assert 200 == client.post(f"{url}preview/", data=body, content_type="application/json").status_code
    client.post(f"{url}start/", data=body, content_type="application/json")
    drain()

    state = client.get(url).json()
    assert ("done", "") == (state["state"], state["problem"])
    assert state["counts"]["rows"] == state["counts"]["done"] + state["counts"]["failed"] > 20
    assert b"Row" in b"".join(client.get(f"{url}errors/").streaming_content)
