"""The tutorial, click by click: from an empty designer to a moving dashboard (docs/tutorial/first-app.md)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.applications.demo import Demo
from builder.applications.services.demo import load_organization
from builder.events.runner import drain

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTED = "Laptop\t8\t1,450.00\nDocking station\t8\t149.90\n"


@pytest.fixture
def demo() -> Demo:
    """Load the demo organisation, without apps."""
    return load_organization()


def create(page: Page, section: str, name: str, **choices: str) -> None:
    """Create a definition from the design overview."""
    page.locator(f"[data-opens=new-{section}]").first.click()
    dialog = page.locator(f"#new-{section}")
    dialog.get_by_label("Name").fill(name)
    for key, label in choices.items():
        dialog.locator(f"[name={key}]").select_option(label=label)
    dialog.locator(".btn.primary").click()


def add_field(page: Page, kind: str, label: str) -> None:
    """Click a type in the palette and name the new field."""
    page.locator(f"[data-kind={kind}]").click()
    field = page.locator("#pp-label")
    if not field.is_visible():
        page.locator(".hit[aria-pressed=true]").click()
    field.fill(label)


def write_formula(page: Page, text: str) -> None:
    """Write the formula of the selected field as an amount of money."""
    page.locator("#pp-result").select_option("money")
    page.get_by_role("button", name="Write formula").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name=re.compile("Formula")).first.focus()
    page.keyboard.type(text)
    expect(dialog.locator(".tag.ok")).to_be_visible()
    dialog.get_by_role("button", name="Done").click()


def add_items(page: Page) -> None:
    """Add the table of items with its amount, and the total under it."""
    add_field(page, "lines", "Items")
    for kind, label in (("text", "Item"), ("number", "Quantity"), ("money", "Price"), ("formula", "Amount")):
        page.get_by_role("button", name="Add column").click()
        add_field(page, kind, label)
    write_formula(page, "quantity * price")
    page.locator(".hit[aria-label^='Items,']").click(position={"x": 12, "y": 12})
    add_field(page, "formula", "Total")
    write_formula(page, "SUM(items.amount)")


def publish_form(page: Page) -> None:
    """Read what will change, and publish."""
    expect(page.locator("#design-saved[data-status=saved]")).to_be_visible()
    page.locator("#design-publish").click()
    page.locator("#publish-now").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()


def build_forms(page: Page, overview: str) -> None:
    """Steps 2 and 3: the request with nine fields and a table, and the order."""
    create(page, "forms", "Purchase request")
    for kind, label in (
        ("text", "Subject"),
        ("department", "Department"),
        ("date", "Needed by"),
        ("choice", "Category"),
        ("checkbox", "Urgent"),
        ("longtext", "Reason"),
        ("file", "Offers"),
    ):
        add_field(page, kind, label)
    page.locator(".hit[aria-label^='Subject']").click()
    page.locator("#pp-required").check()
    page.locator(".hit[aria-label^='Department']").click()
    page.get_by_label("Starts with the person's department").check()
    page.locator(".hit[aria-label^='Offers']").click()
    add_items(page)
    publish_form(page)

    page.goto(overview)
    create(page, "forms", "Purchase order")
    add_field(page, "department", "Department")
    add_field(page, "date", "Ordered on")
    add_items(page)
    publish_form(page)


def published(page: Page) -> None:
    """Wait for the draft, read what will change, and publish a flow, rule, report or dashboard."""
    expect(page.locator("#design-saved")).to_contain_text("Saved")
    page.locator("#publish").click()
    page.locator("#publish-now:enabled").click()
    expect(page.locator(".toast").last).to_contain_text(re.compile("published", re.IGNORECASE))


def ask(page: Page, name: str, person: str) -> None:
    """Name the selected step and say which person it asks."""
    panel = page.locator(".d-right")
    panel.get_by_label("Name").fill(name)
    panel.get_by_label("Who", exact=True).select_option("person")
    panel.locator(".fl-rule").get_by_role("combobox").last.fill(person)
    page.get_by_role("option", name=re.compile(person)).click()


def build_flow(page: Page, overview: str) -> None:
    """Step 4: manager, then the finance director above 10,000, then purchasing."""
    page.goto(overview)
    create(page, "flows", "Approval", form="Purchase request")
    page.locator("[data-plus=manager]").click()
    page.get_by_role("menuitem", name="Condition").click()
    page.locator("[data-place='exclusive_1#0']").click()
    panel = page.locator(".d-right")
    panel.get_by_label("Name").fill("Large amount")
    if not panel.locator("li.cond-row").count():
        panel.get_by_role("button", name="Add condition").click()
    row = panel.locator("li.cond-row").first
    row.get_by_label("Field", exact=True).select_option(label="Total")
    row.get_by_label("Operator").select_option("gt")
    row.locator("input").last.fill("10000")
    expect(page.locator("[data-place='exclusive_1#0'] .fl-ctext")).to_contain_text("> 10000")
    page.locator("[data-plus='exclusive_1#0']").click()
    page.get_by_role("menuitem", name="Approval").click()
    ask(page, "Finance director", "Hannah Keller")
    page.locator("[data-plus=exclusive_1]").click()
    page.get_by_role("menuitem", name="Approval").click()
    ask(page, "Purchasing", "Mei Wang")
    published(page)


def build_rule(page: Page, overview: str) -> None:
    """Step 5: approved, then create the order with the same lines and tell the requester."""
    page.goto(overview)
    create(page, "rules", "Order what was approved", form="Purchase request")
    page.get_by_label("this happens").select_option(label="An approval ends")
    page.get_by_role("button", name="Create a record").click()
    page.get_by_label("A new record in").select_option(label="Purchase order")
    page.get_by_label("Value of Ordered on").select_option(label="An expression")
    page.get_by_label("Expression for Ordered on").fill("TODAY()")
    expect(page.get_by_label("Items: one row for each row of")).to_have_value("items")
    page.get_by_role("button", name="Notify people").click()
    page.get_by_label("Title").fill("Approved and ordered: {subject}")
    published(page)


def build_report(page: Page, overview: str) -> None:
    """Step 6: spend by month and department, on a dashboard with the total beside it."""
    page.goto(overview)
    create(page, "reports", "Spend by month", form="Purchase order")
    page.get_by_role("button", name="Group by: Ordered on").click()
    page.get_by_role("button", name="Group by: Department").click()
    page.get_by_role("button", name="Value: Total").click()
    page.get_by_role("button", name="Bar").click()
    published(page)
    page.goto(overview)
    create(page, "reports", "Spend", form="Purchase order")
    page.get_by_role("button", name="Value: Total").click()
    published(page)
    page.goto(overview)
    create(page, "dashboards", "Purchasing at a glance")
    page.get_by_role("button", name="Spend", exact=True).click()
    page.get_by_role("button", name="Spend by month").click()
    page.get_by_label("All tiles obey one period").check()
    published(page)


def give_access(page: Page, overview: str) -> None:
    """Step 7: everybody may ask and sees their own requests."""
    page.goto(f"{overview}access/")
    page.get_by_role("link", name="Members").click()
    page.get_by_label("Everyone who can sign in").check()
    page.get_by_role("button", name="Save role").click()
    expect(page.locator(".toast").last).to_be_visible()


def delegate(page: Page, deputy: str) -> None:
    """Step 8: decisions go to somebody else while one is away."""
    now = datetime.now(tz=UTC)
    form = page.locator("form[action*=delegations]").filter(has=page.get_by_label("Deputy"))
    form.locator("input[role=combobox]").fill(deputy)
    page.get_by_role("option", name=re.compile(deputy)).click()
    form.get_by_label("From").fill(f"{now - timedelta(hours=26):%Y-%m-%dT%H:%M}")
    form.get_by_label("Until").fill(f"{now + timedelta(days=3):%Y-%m-%dT%H:%M}")
    form.get_by_role("button").last.click()
    expect(page.get_by_text(re.compile(deputy)).first).to_be_visible()


def submit_request(page: Page) -> None:
    """Step 9: fill in the request, with two lines out of a spreadsheet."""
    page.get_by_label("Subject").fill("Laptops for the new team")
    page.get_by_label("Item, line 1").focus()
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }""",
        PASTED,
    )
    expect(page.locator("[data-field=total] .value")).to_contain_text("12,799.20")
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url(re.compile(r"/purchase_request/\d+/$"))


def approve(page: Page, comment: str = "") -> None:
    """Open the request in the inbox, and approve it."""
    line = page.locator(".ib-title", has_text="Laptops").first
    line.click()
    if comment:
        page.get_by_label("Comment").fill(comment)
    page.locator("[data-action=approve]").click()
    expect(page.locator(".ib-title", has_text="Laptops")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_tutorial_works_click_by_click(visit: Any, demo: Demo, width: int) -> None:
    """Emma builds the app; Wei asks; three people decide, one of them a deputy; the order and the numbers are there.

    Building happens on a desk; asking, deciding and reading also on a phone.
    """
    size = {"width": width, "height": 900 if width > 1000 else 844}
    people = demo.people
    emma = visit(people["emma.brown"])
    page = emma.go("/")
    page.get_by_role("button", name="New app").first.click()
    page.locator("#new-app").get_by_label("Name").fill("Buying")
    page.locator("#new-app").get_by_role("button", name="Create app").click()
    page.wait_for_url("**/design/buying/")
    overview = page.url
    build_forms(page, overview)
    build_flow(page, overview)
    build_rule(page, overview)
    build_report(page, overview)
    give_access(page, overview)

    delegate(visit(people["hannah.keller"], **size).go("/account/"), "Fang Liu")
    wei = visit(people["wei.zhang"], **size)
    submit_request(wei.go("/apps/buying/purchase_request/new/"))
    wei.screenshot(f"tutorial_request_{width}")
    assert [] == wei.axe()
    for person in ("sofia.garcia", "fang.liu", "mei.wang"):
        visitor = visit(people[person], **size)
        approve(visitor.go("/inbox/"), "Needed" if person == "sofia.garcia" else "")
    drain()

    reader = visit(people["emma.brown"], **size)
    page = reader.go("/apps/buying/purchase_order/")
    expect(page.locator("mr-record-list tbody tr")).to_have_count(1)
    reader.screenshot(f"tutorial_orders_{width}")
    assert [] == reader.axe()
    page.goto(f"{reader.address}/apps/buying/dashboards/purchasing_at_a_glance/")
    expect(page.locator(".chart-number")).to_contain_text("12,799.20")
    expect(page.locator(".js-plotly-plot .bars")).to_be_visible()
    reader.screenshot(f"tutorial_dashboard_{width}")
    assert [] == reader.axe()
    page = wei.go("/notifications/")
    expect(page.get_by_text("Approved and ordered: Laptops for the new team").first).to_be_visible()
