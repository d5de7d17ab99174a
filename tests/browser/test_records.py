"""Records in a real browser: the list, editing in it, the page of one record, and two people at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.applications.packages import GALLERY, Package
from builder.applications.services.demo import load_organization
from builder.applications.services.packages import install_package
from builder.events.runner import drain
from builder.models import Application, Notification, User
from forms_engine.models import Form, SavedView
from forms_engine.services.records import amend_record, submit_record
from forms_engine.storage import models_for
from tests.forms_engine.making import make_app, make_form, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATES = [
    ("desktop", 1440, 900, "light"),
    ("dark", 1440, 900, "dark"),
    ("phone", 390, 844, "light"),
    ("zoom", 720, 450, "light"),
]
KINDS = [{"key": "it", "label": {"en": "IT"}}, {"key": "office", "label": {"en": "Office"}}]


PASTE = """(text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


@dataclass
class Shop:
    """An app with one form, and two people who may do everything."""

    app: Application
    form: Form
    ann: User
    ben: User

    def submit(self, **values: Any) -> Any:
        """Submit a record in Ann's name."""
        return submit_record(actor=self.ann, form=self.form, values=values)

    def value(self, record: int, key: str) -> Any:
        """Return what a record says now."""
        row = models_for(self.form.application).model(self.form.pk)._default_manager.get(pk=record)
        spec = models_for(self.form.application).spec(self.form.pk)
        return getattr(row, f"f_{spec.fields[key].id}")


@pytest.fixture
def shop(db) -> Shop:
    """Return an app with orders."""
    ann = make_person("ann", display_name="Ann", is_staff=True)
    ben = make_person("ben", display_name="Ben", is_staff=True)
    app = make_app("shop", creator=ann)
    form = make_form(
        app,
        "order",
        {
            "subject": {"type": "text", "label": "Subject"},
            "code": {"type": "text", "label": "Code", "unique": True},
            "kind": {"type": "choice", "label": "Kind", "options": KINDS},
            "due": {"type": "date", "label": "Due"},
            "amount": {"type": "money", "label": "Amount", "currency": "EUR"},
            "urgent": {"type": "checkbox", "label": "Urgent"},
        },
        title={"en": "Order"},
        x_title="{subject}",
    )
    form.application = app
    return Shop(app, form, ann, ben)


def rows(page: Page) -> list[str]:
    """Return the titles of the records on show."""
    return page.locator("mr-record-list tbody th").all_inner_texts()


def cell(page: Page, title: str, column: str) -> Locator:
    """Return one cell by the title of its record and the heading of its column."""
    page.locator("mr-record-list tbody td").first.wait_for()
    headings = [text.strip() for text in page.locator("mr-record-list thead th").all_inner_texts()]
    row = page.locator("mr-record-list tbody tr").filter(has=page.get_by_role("link", name=title, exact=True))
    return row.locator(":is(th, td)").nth(headings.index(column))


def test_a_list_is_searched_filtered_and_sorted(visit, shop):
    """The filter is chosen from lists, and says how many conditions it has; clearing brings everything back."""
    for subject, kind, amount in (("Laptops", "it", "900"), ("Chairs", "office", "250"), ("Screens", "it", "400")):
        shop.submit(subject=subject, kind=kind, amount=amount)
    visitor = visit(shop.ann)
    page = visitor.go("/apps/shop/order/")
    expect(page.get_by_text("3 records")).to_be_visible()

    page.get_by_role("button", name="Amount").click()
    expect(page.locator("tbody th").first).to_have_text("Chairs")
    page.get_by_role("button", name="Amount").click()
    expect(page.locator("tbody th").first).to_have_text("Laptops")
    assert ["Laptops", "Screens", "Chairs"] == rows(page)

    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Add condition").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Field", exact=True).select_option("kind")
    dialog.locator(".cond-row").get_by_role("combobox").last.fill("IT")
    page.get_by_role("option", name="IT").click()
    assert [] == visitor.axe()
    dialog.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("2 records")).to_be_visible()
    assert ["Laptops", "Screens"] == rows(page)

    page.get_by_role("searchbox", name="Search", exact=True).fill("scr")
    expect(page.get_by_text("1 record", exact=True)).to_be_visible()
    page.get_by_role("searchbox", name="Search", exact=True).fill("nothing like it")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("3 records")).to_be_visible()


def test_columns_and_order_are_kept_as_a_view(visit, shop):
    """A view is private unless its maker says otherwise; it can be removed again."""
    shop.submit(subject="Laptops", kind="it", amount="900")
    page = visit(shop.ann).go("/apps/shop/order/")
    page.get_by_role("button", name="Columns").click()
    page.locator("dialog[open]").get_by_role("checkbox", name="Code").uncheck()
    page.locator("dialog[open]").get_by_role("button", name="Move left: Amount").click()
    page.locator("dialog[open]").get_by_role("button", name="Done").click()
    expect(page.get_by_role("columnheader", name="Code")).to_have_count(0)

    page.get_by_role("button", name="Save view").click()
    page.locator("dialog[open]").get_by_label("Name").fill("Money first")
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Money first")).to_have_attribute("aria-current", "true")
    assert ["kind", "amount", "due", "urgent"] == SavedView.objects.get().document["columns"]

    page.get_by_role("button", name="All", exact=True).click()
    expect(page.get_by_role("columnheader", name="Code")).to_have_count(1)
    page.get_by_role("button", name="Money first").click()
    expect(page.get_by_role("columnheader", name="Code")).to_have_count(0)
    page.get_by_role("button", name="Remove this view").click()
    page.locator("dialog[open]").get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Money first")).to_have_count(0)
    assert not SavedView.objects.exists()


def test_a_cell_is_changed_by_keyboard(visit, shop):
    """One stop of Tab for the table; arrows walk, Enter opens and saves, Escape leaves everything as it was."""
    record = shop.submit(subject="Laptops", code="A-1", amount="900")
    shop.submit(subject="Screens", code="A-2")
    visitor = visit(shop.ann)
    page = visitor.go("/apps/shop/order/")
    page.get_by_role("link", name="Screens").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(cell(page, "Laptops", "Code")).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("A-9")
    page.keyboard.press("Enter")
    expect(cell(page, "Laptops", "Code")).to_be_focused()
    expect(cell(page, "Laptops", "Code")).to_have_text("A-9")
    assert "A-9" == shop.value(record.id, "code")

    page.keyboard.press("F2")
    page.keyboard.type("X")
    page.keyboard.press("Escape")
    expect(cell(page, "Laptops", "Code")).to_have_text("A-9")


def test_a_refused_value_stays_in_its_cell(visit, shop):
    """The server's reason stands beside it until the value is right."""
    record = shop.submit(subject="Laptops", code="A-1")
    shop.submit(subject="Screens", code="A-2")
    visitor = visit(shop.ann)
    visitor.guard.allowed.add(422)
    page = visitor.go("/apps/shop/order/")
    cell(page, "Laptops", "Code").dblclick()
    page.locator("td.editing input").fill("A-2")
    page.keyboard.press("Enter")

    expect(page.locator("td.editing .error")).to_be_visible()
    expect(page.locator("td.editing input")).to_have_value("A-2")
    assert [] == visitor.axe()
    page.locator("td.editing input").fill("A-3")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(cell(page, "Laptops", "Code")).to_have_text("A-3")
    assert "A-3" == shop.value(record.id, "code")


def test_two_people_change_one_cell(visit, shop):
    """The second learns what the first wrote, and decides."""
    record = shop.submit(subject="Laptops", code="A-1")
    visitor = visit(shop.ann)
    visitor.guard.allowed.add(409)
    page = visitor.go("/apps/shop/order/")
    other = visit(shop.ben).go("/apps/shop/order/")
    cell(other, "Laptops", "Code").dblclick()
    other.locator("td.editing input").fill("B-1")
    other.keyboard.press("Enter")
    expect(cell(other, "Laptops", "Code")).to_have_text("B-1")

    cell(page, "Laptops", "Code").dblclick()
    page.locator("td.editing input").fill("A-7")
    page.keyboard.press("Enter")
    expect(page.locator("td.editing .error")).to_contain_text("it now says “B-1”")
    assert "B-1" == shop.value(record.id, "code")
    page.keyboard.press("Enter")
    expect(cell(page, "Laptops", "Code")).to_have_text("A-7")
    assert "A-7" == shop.value(record.id, "code")


def test_a_long_list_goes_on_where_it_stopped(visit, shop):
    """Show more brings the rest, each record once, and keeps the keyboard in the table."""
    for number in range(63):
        shop.submit(subject=f"Order {number:02}")
    page = visit(shop.ann).go("/apps/shop/order/")
    expect(page.locator("tbody tr")).to_have_count(50)

    page.get_by_role("button", name="Show more").click()
    expect(page.locator("tbody tr")).to_have_count(63)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
    assert 63 == len(set(rows(page)))
    expect(page.get_by_role("link", name="Order 12")).to_be_focused()


def test_a_record_is_changed_and_says_what_happened(visit, shop):
    """The history shows both sides of each change as people write them; a comment tells whom it names."""
    record = shop.submit(subject="Laptops", kind="it", amount="900", due="2026-12-01")
    visitor = visit(shop.ann)
    page = visitor.go(f"/apps/shop/order/{record.id}/")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Due").fill("2026-12-24")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/\d+/$"))

    change = page.locator(".activity .changes li").first
    expect(change.locator("del")).to_contain_text("Dec 1, 2026")
    expect(change.locator("ins")).to_contain_text("Dec 24, 2026")

    page.get_by_label("Comment").fill("Is this in the budget?")
    picker = page.get_by_role("combobox", name="Mention people")
    picker.fill("Ben")
    page.get_by_role("option", name="Ben").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".feed blockquote")).to_have_text("Is this in the budget?")
    assert [] == visitor.axe()
    page.get_by_role("button", name="Comments").click()
    expect(page.locator(".feed > li")).to_have_count(1)
    page.locator(".feed").get_by_role("button", name="Remove").click()
    expect(page.locator(".feed > li")).to_have_count(0)
    drain()
    assert Notification.objects.filter(user=shop.ben).exists()


def test_two_people_change_one_record(visit, shop):
    """Nobody's work is lost: the second sees both versions and chooses."""
    record = shop.submit(subject="Laptops", code="A-1")
    visitor = visit(shop.ann)
    visitor.guard.allowed.add(409)
    page = visitor.go(f"/apps/shop/order/{record.id}/?edit")
    page.get_by_label("Code").fill("A-5")
    amend_record(
        actor=shop.ben,
        form=shop.form,
        record_id=record.id,
        values={"code": "B-5"},
        revision=record.revision,
        via="form",
    )
    page.get_by_role("button", name="Save").click()

    expect(page.locator("dialog[open], .form-summary, .banner").first).to_contain_text("changed")
    assert [] == visitor.axe()
    assert "B-5" == shop.value(record.id, "code")


def test_a_record_is_deleted_after_a_question(visit, shop):
    """It leaves for the recycle bin, and the list opens without it."""
    record = shop.submit(subject="Laptops")
    shop.submit(subject="Screens")
    page = visit(shop.ann).go(f"/apps/shop/order/{record.id}/")
    page.get_by_role("button", name="Delete").click()
    page.locator("dialog[open]").get_by_role("button", name="Delete").click()

    page.wait_for_url(re.compile(r"/apps/shop/order/$"))
    expect(page.get_by_text("1 record", exact=True)).to_be_visible()
    assert ["Screens"] == rows(page)


def test_the_first_record_is_offered_where_there_is_none(visit, shop):
    """An empty list says what to do."""
    visitor = visit(shop.ann, theme="dark")
    page = visitor.go("/apps/shop/order/")

    page.locator(".empty").get_by_role("link", name="New record").click()
    page.get_by_label("Subject").fill("Laptops")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Laptops")
    assert [] == visitor.axe()


def test_rows_are_pasted_into_a_new_record(visit, db):
    """A sub-table takes what a spreadsheet gives, and adds it up."""
    demo = load_organization()
    install_package(actor=demo.administrator, package=Package(GALLERY / "purchasing"))
    visitor = visit(demo.people["wei.zhang"])
    page = visitor.go("/apps/purchasing/purchase_request/new/")
    page.get_by_label("Subject").fill("New desks")
    page.get_by_label("Office", exact=True).check()
    page.get_by_label("Item, line 1").focus()
    page.evaluate(PASTE, "Desk\t2\t250.00\nLamp\t4\t30.50\n")
    expect(page.locator("mr-form tfoot")).to_contain_text("622.00")
    assert [] == visitor.axe()
    page.get_by_role("button", name="Submit").click()

    page.wait_for_url(re.compile(r"/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("New desks")
    expect(page.locator("mr-form tbody tr")).to_have_count(2)
    expect(page.locator(".page-head .badge")).to_have_text("In approval")


@pytest.mark.parametrize(("name", "width", "height", "theme"), STATES)
def test_pages_of_records_are_accessible_everywhere(visit, shop, name, width, height, theme):
    """List, new record, record and its form to change it, in each state of the window."""
    record = shop.submit(subject="Laptops", kind="it", amount="900")
    visitor = visit(shop.ann, width=width, height=height, theme=theme)
    for path in ("", "new/", f"{record.id}/", f"{record.id}/?edit"):
        page = visitor.go(f"/apps/shop/order/{path}")
        expect(page.locator("mr-record-list tbody td, mr-form :is(.field, dt)").first).to_be_visible()
        visitor.screenshot(f"records_{name}_{path.strip('/?').replace('/', '_') or 'list'}")
        assert [] == visitor.axe()


def test_pages_of_records_fit_the_narrowest_phone(visit, shop):
    """Nothing scrolls sideways but the table inside its frame, in Chinese too."""
    record = shop.submit(subject="Laptops", kind="it", amount="900")
    visitor = visit(shop.ann, width=360, height=740, language="zh-hans")
    for path in ("", "new/", f"{record.id}/", f"{record.id}/?edit"):
        page = visitor.go(f"/apps/shop/order/{path}")
        expect(page.locator("mr-record-list tbody td, mr-form :is(.field, dt)").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
