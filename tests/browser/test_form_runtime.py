"""Forms at work in a browser: pickers, files, the server's refusals, unsent work, two people at one record."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.models import User
from forms_engine.models import Form
from forms_engine.selectors.records import get_record
from forms_engine.services.forms import create_form, publish_form
from forms_engine.services.records import amend_record, submit_record
from tests.builder.factories import make_administrator, make_application, make_department

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUPPLIERS = {
    "title": "Supplier",
    "x-title": "{name}",
    "required": ["name"],
    "properties": {
        "name": {"x-field": {"type": "text", "label": "Name"}},
        "discount": {"x-field": {"type": "number", "label": "Discount"}},
        "city": {"x-field": {"type": "text", "label": "City"}},
    },
    "x-layout": [{"section": "", "columns": 1, "fields": ["name", "discount", "city"]}],
}
ORDERS = {
    "title": "Order",
    "x-title": "{subject}",
    "required": ["subject"],
    "properties": {
        "subject": {"x-field": {"type": "text", "label": "Subject"}},
        "reference": {"x-field": {"type": "text", "label": "Reference", "unique": True}},
        "supplier": {"x-field": {"type": "link", "label": "Supplier", "form": "supplier", "fill": {"city": "city"}}},
        "city": {"x-field": {"type": "text", "label": "City"}},
        "buyer": {"x-field": {"type": "member", "label": "Buyer"}},
        "department": {"x-field": {"type": "department", "label": "Department"}},
        "amount": {"x-field": {"type": "money", "label": "Amount", "currency": "EUR"}},
        "net": {
            "x-field": {
                "type": "formula",
                "label": "Net",
                "result": "money",
                "currency": "EUR",
                "expression": "amount * (1 - supplier.discount / 100)",
            }
        },
        "due": {"x-field": {"type": "datetime", "label": "Due"}},
        "papers": {"x-field": {"type": "file", "label": "Papers", "accept": [".txt"]}},
    },
    "x-layout": [
        {
            "section": "Order",
            "columns": 2,
            "fields": [
                "subject",
                "reference",
                "supplier",
                "city",
                "buyer",
                "department",
                "amount",
                "net",
                "due",
                "papers",
            ],
        }
    ],
    "x-constraints": [
        {"expression": "amount > 0", "message": {"en": "The amount must be positive."}, "fields": ["amount"]}
    ],
}


LISTS = {
    "title": "Packing list",
    "properties": {
        "items": {
            "x-field": {"type": "lines", "label": "Items", "totals": ["count"]},
            "items": {
                "x-order": ["name", "supplier", "count"],
                "properties": {
                    "name": {"x-field": {"type": "text", "label": "Name"}},
                    "supplier": {"x-field": {"type": "link", "label": "Supplier", "form": "supplier"}},
                    "count": {"x-field": {"type": "number", "label": "Count"}},
                },
            },
        }
    },
    "x-layout": [{"section": "", "columns": 1, "fields": ["items"]}],
}


@pytest.fixture
def buyer() -> User:
    """Return somebody who fills in orders."""
    return make_administrator("buyer")


@pytest.fixture
def orders(buyer: User) -> Form:
    """Return a published form that links to suppliers, of which there is one."""
    application = make_application(buyer, name="Purchasing")
    forms = []
    for name, document in (("Supplier", SUPPLIERS), ("Order", ORDERS), ("Packing list", LISTS)):
        form = create_form(actor=buyer, application=application, name=name, document=document)
        publish_form(actor=buyer, form=form, base_revision=form.draft_revision, note="")
        forms.append(form)
    submit_record(actor=buyer, form=forms[0], values={"name": "Acme Furniture", "discount": 10, "city": "Lyon"})
    make_department("Facilities")
    return forms[1]


def new(orders: Form) -> str:
    """Return where an order is filled in."""
    return f"/apps/{orders.application.key}/{orders.key}/new/"


def choose(page: Page, label: str, words: str, option: str) -> None:
    """Find something in a picker and take it."""
    page.get_by_role("combobox", name=label).fill(words)
    page.get_by_role("option", name=re.compile(option)).click()


def test_an_order_with_every_kind_of_reference_is_sent(visit: Any, buyer: User, orders: Form) -> None:
    """Supplier, person, department and file are picked; what depends on the supplier follows at once."""
    visitor = visit(buyer)
    page = visitor.go(new(orders))
    page.get_by_label("Subject").fill("Chairs")
    page.get_by_label("Amount").fill("1,250.50")
    choose(page, "Supplier", "acme", "Acme Furniture")
    expect(page.get_by_label("City")).to_have_value("Lyon")
    expect(page.locator("[data-field=net] .value")).to_have_text("€1,125.45")
    choose(page, "Buyer", "buy", "Buyer")
    choose(page, "Department", "fac", "Facilities")
    page.get_by_label("Due").fill("2026-12-05T14:30")
    page.get_by_label("Papers").set_input_files({"name": "offer.txt", "mimeType": "text/plain", "buffer": b"An offer."})
    expect(page.get_by_role("button", name="Remove offer.txt")).to_be_visible()
    visitor.screenshot("form_references")
    assert [] == visitor.axe()

    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/\d+/$"))

    expect(page.locator("[data-field=supplier] .value")).to_have_text("Acme Furniture")
    expect(page.locator("[data-field=net] .value")).to_have_text("€1,125.45")
    expect(page.locator("[data-field=papers] .value")).to_contain_text("offer.txt")
    visitor.screenshot("form_references_read")
    assert [] == visitor.axe()


def test_what_the_server_refuses_is_said_beside_the_field_and_nothing_is_lost(
    visit: Any, buyer: User, orders: Form
) -> None:
    """A taken reference comes back with the text still in place; a wrong amount is refused before sending."""
    submit_record(actor=buyer, form=orders, values={"subject": "First", "reference": "R-1", "amount": "5"})
    visitor = visit(buyer)
    visitor.guard.allowed.add(422)
    visitor.guard.allowed.add(409)
    page = visitor.go(new(orders))
    page.get_by_label("Subject").fill("Second")
    page.get_by_label("Reference").fill("R-1")
    page.get_by_label("Amount").fill("-3")

    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-field=amount] .error")).to_have_text("The amount must be positive.")
    page.get_by_label("Amount").fill("3")
    page.get_by_role("button", name="Submit").click()

    expect(page.locator("[data-field=reference] .error")).to_be_visible()
    expect(page.locator(".form-summary")).to_be_focused()
    visitor.screenshot("form_refused")
    assert [] == visitor.axe()
    page.locator(".form-summary a").click()
    expect(page.get_by_label("Reference")).to_be_focused()
    expect(page.get_by_label("Subject")).to_have_value("Second")


def test_work_that_was_not_sent_is_offered_again(visit: Any, buyer: User, orders: Form) -> None:
    """Leaving asks first, and coming back finds what was typed."""
    visitor = visit(buyer)
    page = visitor.go(new(orders))
    page.get_by_label("Subject").fill("Half an order")
    expect(page.locator("mr-form[data-kept]")).to_be_visible()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()

    assert ["beforeunload"] == asked
    page.get_by_role("button", name="Continue with it").click()
    expect(page.get_by_label("Subject")).to_have_value("Half an order")


def test_two_people_at_one_record_lose_nothing(visit: Any, buyer: User, orders: Form) -> None:
    """What the other saved meanwhile is merged in; saving again keeps both."""
    ref = submit_record(actor=buyer, form=orders, values={"subject": "Chairs", "city": "Lyon", "amount": "5"})
    visitor = visit(buyer)
    visitor.guard.allowed.add(409)
    page = visitor.go(f"/apps/{orders.application.key}/{orders.key}/{ref.id}/?edit")
    page.get_by_label("Subject").fill("Tables")
    amend_record(
        actor=make_administrator("ada"), form=orders, record_id=ref.id, values={"city": "Paris"}, revision=ref.revision
    )

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody else saved this record meanwhile.")).to_be_visible()
    expect(page.get_by_label("City")).to_have_value("Paris")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-field=city] .value")).to_have_text("Paris")

    stored = get_record(buyer, orders, ref.id)["values"]
    assert ("Tables", "Paris") == (stored["subject"], stored["city"])


def names(page: Page) -> list[str]:
    """Return the names in the lines."""
    return page.locator("[data-column=name] input").evaluate_all("all => all.map(one => one.value)")


def paste(page: Page, text: str) -> None:
    """Paste where the cursor is."""
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }""",
        text,
    )


def test_lines_are_worked_like_a_spreadsheet(visit: Any, buyer: User, orders: Form) -> None:
    """Keys move between cells and work on lines; a supplier is pasted by name."""
    visitor = visit(buyer)
    page = visitor.go(f"/apps/{orders.application.key}/packing_list/new/")
    page.get_by_label("Name, line 1").focus()
    page.keyboard.type("Desk")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name, line 2")).to_be_focused()
    page.keyboard.type("Chair")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Name, line 1")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    assert ["Chair", "Desk"] == names(page)
    page.keyboard.press("Control+d")
    assert ["Chair", "Desk", "Desk"] == names(page)
    page.keyboard.press("Control+Delete")
    assert ["Chair", "Desk"] == names(page)

    page.get_by_label("Name, line 2").focus()
    paste(page, "Lamp\tAcme Furniture\t12\nShelf\tNobody knows\t3\n")
    expect(page.get_by_role("combobox", name="Supplier, line 2")).to_have_value("Acme Furniture")
    expect(page.locator("tfoot")).to_contain_text("15")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".form-summary")).to_contain_text("Supplier (line 3)")
    visitor.screenshot("form_lines")
    assert [] == visitor.axe()

    page.get_by_role("button", name="Line 3: actions").click()
    page.get_by_role("menuitem", name="Delete").click()
    assert ["Chair", "Lamp"] == names(page)
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/\d+/$"))
    expect(page.locator("td").filter(has_text="Acme Furniture")).to_be_visible()
