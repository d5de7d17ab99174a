"""Flows are drawn in a real browser: by mouse, by keyboard, on a phone; and what is drawn is what runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from flow_engine.models import Flow
from flow_engine.services.flows import create_flow, publish_flow
from tests.flow_engine.making import Office, make_office, status_of, submit, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(db) -> Office:
    """Return an office with a purchase form."""
    return make_office()


@pytest.fixture
def flow(office: Office) -> Flow:
    """Return a flow that sends every purchase to the manager."""
    return create_flow(
        actor=office.admin, application=office.app, form=office.form, key="approval", name={"en": "Approval"}
    )


def saved(page: Page) -> None:
    """Wait until the draft is on the server."""
    expect(page.locator("#design-saved")).to_contain_text("Saved")


def publish(page: Page) -> None:
    """Review and publish."""
    page.click("#publish")
    page.locator("#publish-now:enabled").click()
    expect(page.locator(".toast").last).to_contain_text("is published")


def shape(flow: Flow) -> list[object]:
    """Return the kinds of the published steps, lanes as lists."""

    def below(items):
        return [
            one["kind"] if "lanes" not in one else [one["kind"], *(below(lane["items"]) for lane in one["lanes"])]
            for one in items
        ]

    flow.refresh_from_db()
    assert flow.current_version is not None
    return below(flow.current_version.document["items"])


def test_a_flow_is_made_for_a_form_from_the_list(visit, office):
    """The first flow is one click and a name away, and begins with the manager."""
    visitor = visit(office.admin)
    page = visitor.go("/design/buying/flows/")
    assert [] == visitor.axe()

    page.click(".empty button")
    page.get_by_label("Name").fill("Purchase approval")
    page.click("dialog button:has-text('Create')")

    expect(page.locator("mr-flow-designer .fl-card")).to_have_count(2)
    expect(page.locator(".fl-card.k-approve .fl-head")).to_contain_text("Manager")


def test_a_branch_is_drawn_by_mouse_and_decides_who_is_asked(visit, office, flow):
    """Large amounts go to the chief after the manager, small ones end; the running process follows the drawing."""
    visitor = visit(office.admin)
    page = visitor.go("/design/buying/flows/approval/")

    page.click("[data-plus=manager]")
    page.get_by_role("menuitem", name="Condition").click()
    page.click("[data-place='exclusive_1#0']")
    page.locator(".d-right").get_by_label("Name").fill("Large amount")
    row = page.locator("mr-condition-builder li.cond-row").first
    if not row.count():
        page.locator("mr-condition-builder button:has-text('Add condition')").click()
    row.get_by_label("Field", exact=True).select_option("amount")
    row.get_by_label("Operator").select_option("gt")
    row.locator("input").last.fill("10000")
    expect(page.locator("[data-place='exclusive_1#0'] .fl-ctext")).to_contain_text("> 10000")
    page.click("[data-plus='exclusive_1#0']")
    page.get_by_role("menuitem", name="Approval").click()
    page.locator(".d-right").get_by_label("Name").fill("Chief")
    page.locator(".d-right").get_by_label("Who", exact=True).select_option("department_head")
    saved(page)
    assert [] == visitor.axe()
    visitor.screenshot("flow_designer")
    publish(page)

    assert ["approve", ["exclusive", ["approve"], []]] == shape(flow)
    assert {"manager": {"ben"}} == waiting(submit(office, amount="20000.00"))


def test_everything_is_drawn_by_keyboard(visit, office, flow):
    """Add, choose, move, remove and undo, without a mouse."""
    visitor = visit(office.admin)
    page = visitor.go("/design/buying/flows/approval/")
    page.focus("[data-place=start]")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("+")
    page.keyboard.press("Enter")
    expect(page.locator("[data-place=approve_1]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Finance")
    page.keyboard.press("Escape")
    expect(page.locator("[data-place=approve_1]")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("+")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-place=exclusive_1]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-place='exclusive_1#1']")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    expect(page.locator("[data-place=exclusive_1]")).to_have_count(0)
    page.keyboard.press("Control+Z")
    expect(page.locator("[data-place=exclusive_1]")).to_have_count(1)
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator("[data-place=exclusive_1]")).to_have_count(0)
    saved(page)
    publish(page)

    assert ["approve", "approve"] == shape(flow)
    assert "Finance" == flow.current_version.document["items"][0]["name"]["en"]


def test_problems_lead_to_their_step_and_hold_publishing_back(visit, office, flow):
    """A lane without a condition is red, named in the list, and refused."""
    visitor = visit(office.admin)
    page = visitor.go("/design/buying/flows/approval/")

    page.click("[data-plus=manager]")
    page.get_by_role("menuitem", name="Condition").click()
    expect(page.locator("[data-place='exclusive_1#0'].bad")).to_be_visible()
    expect(page.locator(".fl-problems")).to_contain_text("This lane needs a condition.")
    saved(page)
    page.click("#publish")

    expect(page.locator("dialog")).to_contain_text("cannot be published yet")
    expect(page.locator("#publish-now")).to_be_disabled()
    assert [] == visitor.axe()


def test_publishing_tells_what_runs_and_an_old_version_comes_back(visit, office, flow):
    """The review counts running processes; a version taken back becomes the draft, which undo gives away again."""
    publish_flow(actor=office.admin, flow=flow)
    process = submit(office)
    visitor = visit(office.admin)
    page = visitor.go("/design/buying/flows/approval/")

    page.click("[data-plus=manager]")
    page.get_by_role("menuitem", name="Copy").click()
    saved(page)
    page.click("#publish")
    expect(page.locator("dialog")).to_contain_text("1 running processes")
    expect(page.locator("dialog .changes")).to_contain_text("Added the step")
    page.locator("#publish-now:enabled").click()
    expect(page.locator(".toast")).to_contain_text("Version 2")
    page.get_by_role("button", name="Versions").click()
    assert [] == visitor.axe()
    page.get_by_role("button", name="Take version 1 as the draft").click()

    expect(page.locator("[data-place=cc_1]")).to_have_count(0)
    saved(page)
    assert "running" == status_of(process)


def test_a_phone_changes_a_flow(visit, office, flow):
    """Adding and renaming work at 390 pixels; the settings are a sheet that closes."""
    visitor = visit(office.admin, width=390, height=844)
    page = visitor.go("/design/buying/flows/approval/")

    page.tap("[data-plus=manager]")
    page.get_by_role("menuitem", name="Work").tap()
    page.tap("[data-place=fill_1]")
    expect(page.locator(".d-right")).to_be_visible()
    page.locator(".d-right").get_by_label("Name").fill("Order")
    assert [] == visitor.axe()
    visitor.screenshot("flow_designer_phone")
    page.locator(".d-right").get_by_role("button", name="Close").tap()

    expect(page.locator(".d-right")).to_be_hidden()
    expect(page.locator("[data-place=fill_1]")).to_contain_text("Order")
    assert 390 == page.evaluate("document.documentElement.scrollWidth")


def test_the_dark_designer_is_accessible(visit, office, flow):
    """The drawing keeps its contrast in the dark, in Chinese."""
    visitor = visit(office.admin, theme="dark", language="zh-hans")
    page = visitor.go("/design/buying/flows/approval/")
    expect(page.locator(".fl-card")).to_have_count(2)

    assert [] == visitor.axe()
