"""Records through the API."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builder.models import Notification
from forms_engine.services.records import submit_record
from tests.forms_engine.making import make_app, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

URL = "/api/v1/apps/purchasing/forms/task/records/"
FORM_URL = "/api/v1/apps/purchasing/forms/task/"
TASK = {
    "name": {"type": "text", "max_length": 40},
    "size": "number",
    "cost": "money",
    "proof": {"type": "file", "accept": [".txt", ".png"], "max_size": 1},
    "secret": "text",
    "rows": {"type": "lines", "columns": {"part": "text"}},
}


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def app():
    return make_app()


@pytest.fixture
def form(app):
    return make_form(app, "task", TASK, required=["name"], x_title="{name}")


@pytest.fixture
def client(boss, form):
    client = Client()
    client.force_login(boss)
    return client


def send(client, method, url, body=None, **headers):
    """Send JSON and return the answer."""
    return getattr(client, method)(url, data=json.dumps(body), content_type="application/json", headers=headers)


def test_a_record_lives_through_the_api(client):
    """Create, read, change with If-Match, delete, restore."""
    made = send(client, "post", URL, {"values": {"name": "a", "cost": "1.5", "rows": [{"part": "x"}]}})
    one = f"{URL}{made.json()['id']}/"
    read = client.get(one)
    changed = send(client, "patch", one, {"values": {"size": 3}}, **{"If-Match": read["ETag"]})
    stale = send(client, "patch", one, {"values": {"size": 4}, "revision": 1})
    full = send(client, "patch", one, {"values": {"size": 5}}, Prefer="return=representation")
    gone = client.delete(one)
    missing = client.get(one)
    back = client.post(f"{one}restore/")

    assert (201, one, '"1"') == (made.status_code, made["Location"], read["ETag"])
    assert ("1.50", "x") == (read.json()["values"]["cost"], read.json()["values"]["rows"][0]["part"])
    assert (200, 409, 3) == (changed.status_code, stale.status_code, stale.json()["theirs"]["size"])
    assert (5, 204, 404, 200) == (
        full.json()["values"]["size"],
        gone.status_code,
        missing.status_code,
        back.status_code,
    )


def test_a_list_is_asked_in_the_address(client, boss, form):
    """Filter, order, columns, page and count."""
    for name, size in (("a", 1), ("b", 2), ("c", 3)):
        submit_record(actor=boss, form=form, values={"name": name, "size": size})

    query = {"filter": "size >= 2", "sort": "-size", "fields": "name", "limit": "1", "count": "exact"}
    page = client.get(URL, query).json()
    following = client.get(URL, {**query, "cursor": page["next"]}).json()
    tree = client.get(URL, {"filter": json.dumps({"field": "name", "op": "in", "value": ["a", "c"]})}).json()

    assert ({"name": "c"}, {"value": 2, "exact": True}) == (page["results"][0]["values"], page["count"])
    assert (["b"], None) == ([one["title"] for one in following["results"]], following["next"])
    assert ["c", "a"] == [one["title"] for one in tree["results"]]


@pytest.mark.parametrize(
    ("body", "status", "path"),
    [
        ({"values": {"name": 1}}, 422, "name"),
        ({"values": {"nam": "x"}}, 422, "nam"),
        ({"values": {}}, 422, "name"),
        ({"values": []}, 422, "values"),
        ({"values": {"name": "x"}, "owner_id": 7}, 422, "owner_id"),
        ({"values": {"name": "x", "revision": 7}}, 422, "revision"),
        ({"values": {"name": "x", "rows": [{"parent_id": 1}]}}, 422, "rows.0.parent_id"),
        ({"values": {"name": "x", "cost": "NaN"}}, 422, "cost"),
        ({"values": {"name": "x", "size": 10**30}}, 422, "size"),
        ({"values": {"name": "x", "proof": ["nope"]}}, 422, "proof"),
        ([], 422, ""),
    ],
)
def test_bad_input_is_a_problem_with_its_path(client, body, status, path):
    """Whatever is wrong is told in one shape."""
    answer = send(client, "post", URL, body)

    assert (status, path) == (answer.status_code, answer.json()["problems"][0]["path"])
    assert {"path", "code", "message"} <= set(answer.json()["problems"][0])


@pytest.mark.parametrize("text", ['{"values": {"name": "a"', '{"a": NaN}', "[" * 9000, '{"a": 1, "a": 2}', '"\\ud800"'])
def test_what_is_no_json_is_refused(client, text):
    """Malformed documents are a 400."""
    assert 400 == client.post(URL, data=text, content_type="application/json").status_code


def test_what_is_too_long_is_refused(client, settings):
    """Oversized documents are a 413."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = json.dumps({"values": {"name": "x" * 2000}})

    assert 413 == client.post(URL, data=body, content_type="application/json").status_code


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "count=all", "sort=nope", "fields=nope", "filter=nope", "cursor=x", "filter={"]
)
def test_bad_questions_are_refused(client, query):
    """No question makes the server fail."""
    assert client.get(f"{URL}?{query}").status_code in (400, 422)


@pytest.mark.parametrize("record", [0, 99, 2**63, 10**30])
def test_records_that_are_not_there(client, record):
    """An id nobody has is a 404."""
    assert 404 == client.get(f"{URL}{record}/").status_code


def test_a_repeated_create_is_one_record(client):
    """The same key gives the same answer."""
    first, second = (send(client, "post", URL, {"values": {"name": "a"}}, **{"Idempotency-Key": "k"}) for _ in "ab")

    assert first.json() == second.json()


def test_many_at_once(client, boss, form):
    """All or nothing; or each with a report; and upserts by a field."""
    one = submit_record(actor=boss, form=form, values={"name": "one", "size": 1})
    bad = {"create": [{"name": "new"}, {"name": ""}], "delete": [one.id]}
    refused = send(client, "post", f"{URL}bulk/", bad)
    each = send(client, "post", f"{URL}bulk/", {**bad, "each": True})
    upsert = {"key": "name", "rows": [{"name": "new", "size": 9}, {"name": "other"}]}
    upserted = send(client, "post", f"{URL}bulk/", {"upsert": upsert})

    assert (422, "create.1.name") == (refused.status_code, refused.json()["problems"][0]["path"])
    assert (207, ["create.1"]) == (
        each.status_code,
        [result["path"] for result in each.json()["results"] if "error" in result],
    )
    assert [2, 1] == [result["revision"] for result in upserted.json()["results"]]
    assert ["other", "new"] == [record["title"] for record in client.get(URL).json()["results"]]


def test_figures(client, boss, form):
    """Aggregation through the API."""
    submit_record(actor=boss, form=form, values={"name": "a", "cost": "2"})
    body = {"dimensions": ["name"], "measures": [{"fn": "sum", "field": "cost"}]}

    assert [["a", "2.00"]] == send(client, "post", f"{URL}aggregate/", body).json()["rows"]
    assert 422 == send(client, "post", f"{URL}aggregate/", {"measures": [{"fn": "sum", "of": "x"}]}).status_code


def test_history_and_comments(client, app, boss, form):
    """History tells who changed what; a comment tells those it names."""
    ann = make_person("ann")
    make_role(app, ann, task={"actions": ["read"], "fields": {"secret": "hidden"}})
    ref = submit_record(actor=boss, form=form, values={"name": "a", "secret": "s"})
    one = f"{URL}{ref.id}/"
    send(client, "patch", one, {"values": {"name": "b", "secret": "t"}})
    comment = send(client, "post", f"{one}comments/", {"body": "Look, @ann!"})
    reader = Client()
    reader.force_login(ann)
    history = reader.get(f"{one}history/").json()["results"]

    told = Notification.objects.get()

    assert (ann, "boss mentioned you on task 1.") == (told.user, told.title)
    assert (201, [ann.pk]) == (comment.status_code, comment.json()["mentions"])
    assert ["record.commented", "record.amended", "record.submitted"] == [entry["type"] for entry in history]
    assert [{"field": "name", "label": "name", "before": "a", "after": "b", "before_text": "a", "after_text": "b"}] == (
        history[1]["changes"]
    )
    assert ("boss", "api") == (history[1]["actor"]["name"], history[1]["actor"]["via"])
    assert ["Look, @ann!"] == [entry["body"] for entry in reader.get(f"{one}comments/").json()["results"]]
    mine = f"{one}comments/{comment.json()['id']}/"
    assert [403, 204] == [send(reader, "patch", mine, {"body": "x"}).status_code, client.delete(mine).status_code]


def test_files_are_taken_in_and_given_out_safely(client, app, boss, form):
    """A file has a clean name, belongs to one record, and never runs in the browser."""
    upload = SimpleUploadedFile("../..\\ev\u202eil.txt", b"<script>alert(1)</script>", "text/html")
    stored = client.post(f"{FORM_URL}files/", {"field": "proof", "file": upload}).json()
    ref = send(client, "post", URL, {"values": {"name": "a", "proof": [stored["id"]]}}).json()
    again = send(client, "post", URL, {"values": {"name": "b", "proof": [stored["id"]]}})
    content = client.get(f"{FORM_URL}files/{stored['id']}/?inline=1")
    stranger = Client()
    stranger.force_login(make_person("stranger"))

    assert "evil.txt" == stored["name"]
    assert ("nosniff", 'attachment; filename="evil.txt"', "application/octet-stream") == (
        content["X-Content-Type-Options"],
        content["Content-Disposition"],
        content["Content-Type"],
    )
    assert b"<script>alert(1)</script>" == b"".join(content.streaming_content)
    assert "sandbox" in content["Content-Security-Policy"]
    assert (422, 404) == (again.status_code, stranger.get(f"{FORM_URL}files/{stored['id']}/").status_code)
    assert ["evil.txt"] == client.get(f"{URL}{ref['id']}/").json()["labels"]["proof"]
    assert ["proof"] == [one["field"] for one in client.get(f"{URL}{ref['id']}/files/").json()["results"]]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.exe", b"x", "file_kind"), ("a.txt", b"", "empty_file"), ("a.txt", b"x" * 1_100_000, "file_too_large")],
)
def test_files_that_are_not_taken(client, name, content, code):
    """Kind and size follow the field's settings."""
    answer = client.post(f"{FORM_URL}files/", {"field": "proof", "file": SimpleUploadedFile(name, content)})

    assert (422, code) == (answer.status_code, answer.json()["problems"][0].get("code"))


def test_saved_views(client, app, form):
    """Everybody keeps views; sharing is for designers; a view names only what one sees."""
    ann = make_person("ann")
    make_role(app, ann, task={"actions": ["read"], "fields": {"secret": "hidden"}})
    reader = Client()
    reader.force_login(ann)
    document = {"filter": "size > 1", "sort": ["-size"], "columns": ["name"]}
    shared = send(client, "post", f"{FORM_URL}views/", {"name": "Big", "document": document, "shared": True})
    own = send(reader, "post", f"{FORM_URL}views/", {"name": "Mine", "document": document})

    assert [201, 201] == [shared.status_code, own.status_code]
    assert ["Big", "Mine"] == [view["name"] for view in reader.get(f"{FORM_URL}views/").json()["results"]]
    for body, status in (
        ({"name": "x", "document": document, "shared": True}, 403),
        ({"name": "x", "document": {"filter": 'secret = "x"'}}, 422),
        ({"name": "", "document": {}}, 422),
        ({"name": "x", "document": {"script": 1}}, 422),
    ):
        assert status == send(reader, "post", f"{FORM_URL}views/", body).status_code
    assert 404 == send(client, "delete", f"{FORM_URL}views/{own.json()['id']}/").status_code
    assert 204 == send(reader, "delete", f"{FORM_URL}views/{own.json()['id']}/").status_code


def test_without_signing_in_there_is_nothing(form):
    """Every address asks who calls."""
    for url in (URL, f"{URL}1/", f"{URL}1/history/", f"{FORM_URL}views/"):
        assert 401 == Client().get(url).status_code
