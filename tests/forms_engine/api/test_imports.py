"""The import wizard, end to end."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builder.events.runner import drain
from builder.models import EventRow
from forms_engine.models import Form
from forms_engine.selectors.records import RecordQuery, list_records
from forms_engine.services import importing
from forms_engine.services.imports import plan_of
from forms_engine.services.records import submit_record
from tests.forms_engine.making import make_app, make_department, make_form, make_person, make_role

pytestmark = pytest.mark.django_db

APP = "/api/v1/apps/purchasing/"
ORDER = {
    "code": {"type": "text", "unique": True, "label": "Order code"},
    "customer": {"type": "link", "form": "customer", "label": "Customer"},
    "clerk": {"type": "member", "label": "Clerk"},
    "amount": {"type": "money", "label": "Amount"},
    "tax": {"type": "formula", "expression": "amount * 0.1", "result": "money"},
    "day": {"type": "date", "label": "Day"},
    "state": {"type": "choice", "options": [{"key": "o", "label": "Open"}, {"key": "c", "label": "Closed"}]},
    "number_of": {"type": "autonumber", "prefix": "A"},
}


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True, department=make_department("Head"))


@pytest.fixture
def app():
    return make_app()


@pytest.fixture
def customers(app, boss):
    form = make_form(app, "customer", {"key": {"type": "text", "unique": True}, "name": "text"}, x_title="{name}")
    for key in ("ALFKI", "VINET"):
        submit_record(actor=boss, form=form, values={"key": key, "name": key.title()})
    return form


@pytest.fixture
def form(app, customers):
    return make_form(
        app,
        "order",
        ORDER,
        required=["code"],
        x_constraints=[{"expression": "not (amount < 0)", "message": "Not below zero.", "fields": ["amount"]}],
    )


@pytest.fixture
def client(boss):
    client = Client()
    client.force_login(boss)
    return client


def csv_file(text, name="orders.csv"):
    """Return an upload."""
    return SimpleUploadedFile(name, text.encode("utf-8-sig"))


def post(client, url, body):
    """Send JSON."""
    return client.post(url, data=json.dumps(body), content_type="application/json")


def run(client, upload, form="order", **changes):
    """Go through the wizard as guessed, and return the import's address and its last state."""
    made = client.post(f"{APP}forms/{form}/records/import/", {"file": upload})
    assert 201 == made.status_code, made.content
    url = made["Location"]
    found = client.get(f"{url}inspect/").json()
    columns = {str(one["index"]): {"field": one["field"]} for one in found["columns"] if one["field"]}
    plan = {"sheet": found["sheet"], "header_row": found["header_row"], "columns": columns, **changes}
    trial = post(client, f"{url}preview/", {"plan": plan})
    assert 200 == trial.status_code, trial.content
    started = post(client, f"{url}start/", {"plan": plan})
    assert 202 == started.status_code, started.content
    drain()
    return url, trial.json(), client.get(url).json()


ROWS = """Report of orders;;;;;
;;;;;
Order code;Customer;Clerk;Amount;Day;State
1;ALFKI;boss;1.234,50;31/01/2026;open
2;VINET;;2,00;01/02/2026;Closed
3;NOBODY;boss;5,00;01/02/2026;open
4;ALFKI;boss;-5,00;01/02/2026;open
1;ALFKI;boss;5,00;01/02/2026;open
;ALFKI;boss;5,00;01/02/2026;open
5;ALFKI;ghost;x;01/13/2026;maybe
"""


def test_good_rows_are_in_and_bad_ones_in_a_file(client, boss, form):
    """Header, columns and formats are guessed; links are found by key; every refusal has its reason."""
    url, trial, done = run(client, csv_file(ROWS))
    records = list_records(boss, form, RecordQuery(sort=["id"])).records
    errors = b"".join(client.get(f"{url}errors/").streaming_content).decode("utf-8-sig").splitlines()

    assert ("done", {"rows": 7, "done": 2, "failed": 5}) == (done["state"], done["counts"])
    assert (7, 2, 5, True) == (trial["checked"], trial["good"], trial["failed"], trial["complete"])
    assert ["1", "1234.50", "123.45", "2026-01-31", "o", "A0001"] == [
        records[0]["values"][key] for key in ("code", "amount", "tax", "day", "state", "number_of")
    ]
    assert ("Alfki", "boss", "Vinet") == (
        records[0]["labels"]["customer"],
        records[0]["labels"]["clerk"],
        records[1]["labels"]["customer"],
    )
    assert ("1", "Head") == (records[0]["number"], records[0]["labels"]["department"])
    assert "Row,Problems,Order code,Customer,Clerk,Amount,Day,State" == errors[0]
    assert ["6", "7", "8", "9", "10"] == [line.split(",")[0] for line in errors[1:]]
    assert "customer: There is no record called NOBODY." in errors[1]
    assert "amount: Not below zero." in errors[2]
    assert "'-5,00" in errors[2]
    assert "code: Another record" in errors[3]
    assert "code: This is required." in errors[4]
    for text in (
        "clerk: There is nobody called ghost.",
        "amount: This is no amount.",
        "state: There is no option maybe",
    ):
        assert text in errors[5]


def test_history_tells_of_the_import(client, boss, form):
    """Every imported record has its event, caused by the import."""
    run(client, csv_file("Order code,Amount\n1,5\n2,6\n"))
    started, *submitted, finished = EventRow.objects.filter(form_id=form.pk, via="import").order_by("id")

    assert ["import.started", "import.finished"] == [started.type, finished.type]
    assert [{started.pk}, {"record.submitted"}] == [
        {row.cause_id for row in submitted},
        {row.type for row in submitted},
    ]
    assert {"code": [None, "2"], "amount": [None, "6.00"], "tax": [None, "0.60"], "number_of": [None, "A0002"]} == (
        submitted[1].change
    )
    assert {"form_id": form.pk, "record_id": submitted[1].record_id, "revision": 1} == submitted[1].payload
    assert [2] == [record["id"] for record in list_records(boss, form, RecordQuery(search="2")).records]


def test_a_record_after_an_import_is_the_next(client, boss, form):
    """Ids and numbers go on where the import ended."""
    run(client, csv_file("Order code\n1\n2\n"))

    ref = submit_record(actor=boss, form=form, values={"code": "3"})

    assert (3, "3") == (ref.id, ref.number)


def test_upsert_changes_and_adds(client, boss, form):
    """With a key, rows that are there are changed."""
    submit_record(actor=boss, form=form, values={"code": "1", "amount": "1"})
    _url, _trial, done = run(client, csv_file("Order code,Amount\n1,5\n2,6\n"), mode="upsert", key="code")
    _url, _trial, updated = run(client, csv_file("Order code,Amount\n1,7\n9,6\n"), mode="update", key="code")
    records = list_records(boss, form, RecordQuery(sort=["id"])).records

    assert [("1", "7.00", 3), ("2", "6.00", 1)] == [
        (one["values"]["code"], one["values"]["amount"], one["revision"]) for one in records
    ]
    assert [(2, 0), (1, 1)] == [(one["counts"]["done"], one["counts"]["failed"]) for one in (done, updated)]


def test_a_form_is_made_from_a_file(client, boss, app):
    """A workbook becomes a published form with its records."""
    book = openpyxl.Workbook()
    book.active.append(["Customer Name", "Unit price", "Since", "Active", "Kind", "订单号", "class"])
    for index in range(12):
        row = [f"Name {index}", 1.25 * index, f"2026-01-{index + 1:02d}", index % 2 == 0, "ab"[index % 2], index, "x"]
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    made = client.post(f"{APP}imports/", {"file": SimpleUploadedFile("a.xlsx", buffer.getvalue())})
    url = made["Location"]
    created = post(client, f"{url}form/", {"name": "Customers"})
    plan = created.json()["plan"]
    post(client, f"{url}start/", {"plan": plan})
    drain()
    form = Form.objects.select_related("application", "current_version").get(key=created.json()["form"])
    records = list_records(boss, form, RecordQuery(sort=["id"])).records

    assert (201, 201, {"rows": 12, "done": 12, "failed": 0}) == (
        made.status_code,
        created.status_code,
        client.get(url).json()["counts"],
    )
    types = {key: prop["x-field"]["type"] for key, prop in form.current_version.document["properties"].items()}
    assert {
        "customer_name": "text", "unit_price": "money", "since": "date", "active": "checkbox", "kind": "choice",
        "订单号": "number", "class": "choice",
    } == types  # fmt: skip
    assert {"customer_name": "Name 1", "unit_price": "1.25", "since": "2026-01-02", "active": False} == {
        key: records[1]["values"][key] for key in ("customer_name", "unit_price", "since", "active")
    }


def test_what_cannot_be_carried_out_is_refused(client, form):
    """Plans name fields that exist, once, and all that are required."""
    url = client.post(f"{APP}forms/order/records/import/", {"file": csv_file("a,b\n1,2\n")})["Location"]

    for plan in (
        {},
        {"columns": {}},
        {"columns": {"0": {"field": "nope"}}},
        {"columns": {"0": {"field": "amount"}}},
        {"columns": {"0": {"field": "code"}, "1": {"field": "code"}}},
        {"columns": {"0": {"field": "code"}, "1": {"field": "tax"}}},
        {"columns": {"0": {"field": "code"}, "1": {"field": "customer", "match": "secret"}}},
        {"columns": {"0": {"field": "code"}}, "mode": "upsert", "key": "amount"},
        {"columns": {"x": {"field": "code"}}},
    ):
        assert 422 == post(client, f"{url}start/", {"plan": plan}).status_code, plan
    assert 202 == post(client, f"{url}start/", {"plan": {"columns": {"0": {"field": "code"}}}}).status_code
    assert 409 == post(client, f"{url}start/", {"plan": {"columns": {"0": {"field": "code"}}}}).status_code


def test_files_that_are_no_tables_are_refused(client, form):
    """Bombs, pictures and empty files are the user's problem."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "x", "y"
    buffer = io.BytesIO()
    book.save(buffer)
    url = f"{APP}forms/order/records/import/"
    bomb = client.post(url, {"file": SimpleUploadedFile("bomb.xlsx", buffer.getvalue())})

    for upload in (
        SimpleUploadedFile("a.png", b"x"),
        SimpleUploadedFile("a.xlsx", b"no zip"),
        SimpleUploadedFile("a.csv", b""),
    ):
        assert 422 == client.post(url, {"file": upload}).status_code
    assert 422 == client.get(f"{bomb['Location']}inspect/").status_code if bomb.status_code == 201 else 422


def test_an_import_is_its_owner_s(app, client, form):
    """Others do not see it, and without the right there is none."""
    url = client.post(f"{APP}forms/order/records/import/", {"file": csv_file("a\n1\n")})["Location"]
    clerk = make_person("clerk")
    make_role(app, clerk, order={"actions": ["read", "create"]})
    other = Client()
    other.force_login(clerk)

    assert 404 == other.get(url).status_code
    assert 403 == other.post(f"{APP}forms/order/records/import/", {"file": csv_file("a\n1\n")}).status_code
    assert 403 == other.post(f"{APP}imports/", {"file": csv_file("a\n1\n")}).status_code


def test_an_import_goes_on_where_it_stopped(client, boss, form, monkeypatch):
    """A worker that dies between two batches leaves the first one, and the next worker does only the rest."""
    monkeypatch.setattr(importing, "BATCH", 2)
    text = "Order code\n" + "".join(f"{index}\n" for index in range(5))
    url = client.post(f"{APP}forms/order/records/import/", {"file": csv_file(text)})["Location"]
    post(client, f"{url}start/", {"plan": {"columns": {"0": {"field": "code"}}}})
    batch = importing.ImportBatch.objects.select_related("form__application", "application").get()

    class Died(BaseException):
        pass

    def die(counts):
        if counts["rows"] == 4:
            raise Died

    with pytest.raises(Died):
        importing.run_import(batch, plan_of(batch), die)
    assert 4 == len(list_records(boss, form, RecordQuery()).records)
    drain()

    assert {"rows": 5, "done": 5, "failed": 0} == client.get(url).json()["counts"]
    assert 5 == len(list_records(boss, form, RecordQuery()).records)


def test_rows_of_a_sub_table_find_their_records(client, boss, app):
    """A second file holds the lines; each finds its order by a key, its product by another, and totals follow."""
    products = make_form(app, "product", {"sku": {"type": "text", "unique": True}, "name": "text"}, x_title="{name}")
    for sku in ("p1", "p2"):
        submit_record(actor=boss, form=products, values={"sku": sku, "name": sku.upper()})
    columns = {
        "product": {"type": "link", "form": "product"},
        "price": "money",
        "quantity": {"type": "number", "max": 50},
        "amount": {"type": "formula", "expression": "price * quantity", "result": "money"},
    }
    fields = {
        "order_id": {"type": "number", "unique": True},
        "items": {"type": "lines", "columns": columns},
        "total": {"type": "formula", "expression": "SUM(items.amount)", "result": "money"},
    }
    orders = make_form(app, "sale", fields)
    for number in (1, 2):
        first = [{"price": "1", "quantity": 1}] if number == 1 else []
        submit_record(actor=boss, form=orders, values={"order_id": number, "items": first})
    text = "OrderID,SKU,Price,Quantity\n1,p1,2.50,2\n1,p2,1,3\n2,p1,4,99\n2,p1,4,1\n9,p1,1,1\n1,px,1,1\n"
    plan = {
        "mode": "lines",
        "key": "order_id",
        "columns": {
            "0": {"field": "order_id"},
            "1": {"field": "items.product", "match": "sku"},
            "2": {"field": "items.price"},
            "3": {"field": "items.quantity"},
        },
    }
    url = client.post(f"{APP}forms/sale/records/import/", {"file": csv_file(text)})["Location"]
    trial = post(client, f"{url}preview/", {"plan": plan})
    started = post(client, f"{url}start/", {"plan": plan})
    drain()
    counts = client.get(url).json()["counts"]
    errors = b"".join(client.get(f"{url}errors/").streaming_content).decode("utf-8-sig").splitlines()
    records = list_records(boss, orders, RecordQuery(sort=["order_id"], fields=["items", "total"])).records
    mixed = post(client, f"{url}preview/", {"plan": {**plan, "key": "items.price"}})

    assert (200, 202, 422) == (trial.status_code, started.status_code, mixed.status_code)
    assert (6, 3, 3) == (counts["rows"], counts["done"], counts["failed"])
    assert ("9.00", "4.00") == (records[0]["values"]["total"], records[1]["values"]["total"])
    assert [None, "P1", "P2"] == records[0]["labels"]["items.product"]
    assert ["4", "6", "7"] == [line.split(",")[0] for line in errors[1:]]
    assert "items.quantity: " in errors[1]
    assert "There is no record with this value." in errors[2]
    assert "There is no record called px." in errors[3]
