"""Reports and dashboards in a real browser: built, arranged, published, read, and followed to the records."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.applications.packages import GALLERY, Package
from builder.applications.services.demo import load_organization
from builder.applications.services.packages import install_package
from reports_engine.models import Dashboard, Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORTS = "/design/purchasing/reports/"
DASHBOARDS = "/design/purchasing/dashboards/"
SPEND = "/apps/purchasing/dashboards/spend/"
STATES = [
    ("desktop", 1440, 900, "light"),
    ("dark", 1440, 900, "dark"),
    ("phone", 390, 844, "light"),
    ("zoom", 720, 450, "light"),
]


@pytest.fixture
def demo(db):
    """Load the demo organisation with the purchasing app of the gallery."""
    demo = load_organization()
    install_package(actor=demo.administrator, package=Package(GALLERY / "purchasing"))
    return demo


def saved(page: Page) -> None:
    """Wait until the draft is on the server."""
    expect(page.locator("#design-saved")).to_contain_text("Saved")


def publish(page: Page) -> None:
    """Review and publish."""
    saved(page)
    page.click("#publish")
    page.locator("#publish-now:enabled").click()
    expect(page.locator(".toast").last).to_contain_text("Published")


def table(page: Page) -> list[list[str]]:
    """Return the numbers beside the drawn chart."""
    rows = page.locator("mr-chart tbody tr")
    return [row.locator("td").all_text_contents() for row in rows.all()]


def test_a_report_is_built_by_picking_fields(visit, demo):
    """A number is summed, a date grouped by month, a filter chosen from lists; the chart follows and is published."""
    visitor = visit(demo.administrator)
    page = visitor.go(REPORTS)
    page.get_by_role("button", name="New report").first.click()
    page.locator("#report-name").fill("Orders by month")
    page.locator("#report-about").select_option(label="Purchase order")
    page.locator("dialog[open]").get_by_role("button", name="Create").click()
    page.wait_for_url(re.compile(REPORTS + r"\w+/$"))
    expect(page.locator(".chart-number")).to_contain_text("12")

    page.get_by_role("button", name="Total", exact=True).click()
    expect(page.locator(".chart-number")).to_contain_text("€32,108.00")
    page.get_by_role("button", name="Ordered on", exact=True).click()
    expect(page.locator(".chart-canvas.js-plotly-plot")).to_be_visible()
    expect(page.get_by_role("button", name="Line", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Period: Ordered on").select_option("quarter")
    expect(page.locator("mr-chart tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Bar", exact=True).click()
    assert [] == visitor.axe()

    page.locator("mr-condition-input").get_by_role("button", name="Add condition").click()
    row = page.locator(".cond-row")
    row.get_by_label("Field", exact=True).select_option("total")
    row.get_by_label("Operator").select_option("gt")
    row.locator("input").last.fill("5000")
    expect(page.locator("mr-chart tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("mr-chart .chart-table td.num")).to_contain_text("€5,400.00")
    publish(page)

    document = Report.objects.latest("pk").current_version.document
    assert ["total > 5000", "table", "quarter"] == [
        document["filter"],
        document["chart"]["type"],
        document["dimensions"][0]["grain"],
    ]


def test_a_filter_that_lists_cannot_say_stays_text(visit, demo):
    """Undo brings the lists back."""
    page = visit(demo.administrator).go(REPORTS + "spend_total/")
    page.get_by_role("button", name="Write as an expression").click()
    page.get_by_role("textbox", name="Only records where").fill("YEAR(ordered_on) == 2026 and total > 5000")
    page.get_by_role("textbox", name="Only records where").blur()
    expect(page.locator(".chart-number")).to_contain_text("€5,400.00")
    saved(page)
    page.reload()
    expect(page.get_by_role("textbox", name="Only records where")).to_have_value(
        "YEAR(ordered_on) == 2026 and total > 5000"
    )


def place(tile: Locator) -> str:
    """Return where a tile says it is."""
    return tile.get_attribute("aria-label") or ""


def test_a_dashboard_is_arranged_by_keyboard_and_by_drag(visit, demo):
    """Two tiles are added, moved, sized, given a period, and published."""
    visitor = visit(demo.administrator)
    page = visitor.go(REPORTS)
    page.get_by_role("button", name="New dashboard").first.click()
    page.locator("#dashboard-name").fill("Overview")
    page.locator("dialog[open]").get_by_role("button", name="Create").click()
    page.wait_for_url(re.compile(DASHBOARDS + r"\w+/$"))
    expect(page.locator(".empty")).to_be_visible()
    assert [] == visitor.axe()

    page.get_by_role("button", name="Spend", exact=True).click()
    expect(page.locator("[data-tile=t1]")).to_be_focused()
    page.get_by_role("button", name="Requests by category").click()
    expect(page.locator("[data-tile]")).to_have_count(2)

    page.locator("[data-tile=t1]").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("[data-tile=t1]")).to_be_focused()
    box = page.locator("[data-tile=t2] .tile-head").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 8, steps=8)
    page.mouse.up()
    corner = page.locator("[data-tile=t2] [data-corner]").bounding_box()
    assert corner is not None
    page.mouse.move(corner["x"] + 10, corner["y"] + 10)
    page.mouse.down()
    page.mouse.move(corner["x"] + 10, corner["y"] + 170, steps=8)
    page.mouse.up()
    page.locator(".d-right").get_by_label("Title").fill("What is asked for")
    page.get_by_label("All tiles obey one period").check()
    page.get_by_label("At first").select_option("this_year")
    assert [] == visitor.axe()
    publish(page)

    document = Dashboard.objects.latest("pk").current_version.document
    first, second = document["tiles"]
    assert (4, 4) == (first["w"], first["h"])
    assert second["x"] > first["x"] + first["w"] - 1
    assert 7 == second["h"]
    assert "this_year" == document["filters"][0]["default"]

    page.locator("[data-tile=t2]").focus()
    page.keyboard.press("Delete")
    expect(page.locator("[data-tile]")).to_have_count(1)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-tile]")).to_have_count(2)


def test_a_period_changes_every_number(visit, demo):
    """Chosen days begin with the days of the period before."""
    page = visit(demo.administrator).go(SPEND)
    expect(page.locator(".chart-number")).to_contain_text("€32,108.00")
    page.get_by_label("Period").select_option("custom")
    page.get_by_label("From").fill("2026-09-01")
    page.get_by_label("Until").fill("2026-09-30")

    expect(page.locator(".chart-number")).to_contain_text("€7,308.00")
    page.get_by_label("Period").select_option("")
    expect(page.locator(".chart-number")).to_contain_text("€32,108.00")


def test_a_number_leads_to_its_records(visit, demo):
    """The list shows exactly what was counted."""
    page = visit(demo.administrator).go(SPEND)
    page.locator(".chart-number a").click()
    expect(page.get_by_text("12 records")).to_be_visible()

    page.go_back()
    page.locator(".tile summary").first.click()
    page.locator(".tile").filter(has=page.locator("details[open]")).locator("td.num a").first.click()
    page.wait_for_url(re.compile("filter="))
    expect(page.locator("mr-record-list tbody tr").first).to_be_visible()
    assert 12 > page.locator("mr-record-list tbody tr").count()


def test_a_bar_leads_to_its_records(visit, demo):
    """A click on the drawing does what the link in the table does."""
    page = visit(demo.administrator).go(SPEND)
    page.locator(".bars .point path").first.click(force=True)

    page.wait_for_url(re.compile("filter="))
    expect(page.locator("mr-record-list tbody tr").first).to_be_visible()


def test_settings_are_in_reach_on_a_phone(visit, demo):
    """Sheets from below hold the settings of the report, of the dashboard and of each tile."""
    visitor = visit(demo.administrator, width=390, height=844)
    page = visitor.go(REPORTS + "spend_by_month/")
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Period: Ordered on").select_option("year")
    assert [] == visitor.axe()
    page.locator(".d-right").get_by_role("button", name="Close").click()
    expect(page.get_by_label("Period: Ordered on")).to_be_hidden()

    page = visitor.go(DASHBOARDS + "spend/")
    page.get_by_role("button", name=re.compile("^Settings of ")).first.click()
    page.get_by_label("Title").fill("All spending")
    page.get_by_role("button", name="Move down").click()
    assert [] == visitor.axe()
    page.keyboard.press("Escape")
    saved(page)
    assert "All spending" in {
        tile.get("title", {}).get("en") for tile in Dashboard.objects.get(key="spend").draft["tiles"]
    }


@pytest.mark.parametrize(("name", "width", "height", "theme"), STATES)
def test_pages_of_reports_are_accessible_everywhere(visit, demo, name, width, height, theme):
    """List, builder, designer and dashboard, in each state of the window."""
    visitor = visit(demo.administrator, width=width, height=height, theme=theme)
    pages = {"list": REPORTS, "report": f"{REPORTS}spend_by_month/", "designer": f"{DASHBOARDS}spend/", "view": SPEND}
    for key, path in pages.items():
        page = visitor.go(path)
        expect(page.locator(".report-entry, .js-plotly-plot").first).to_be_visible()
        visitor.screenshot(f"reports_{name}_{key}")
        assert [] == visitor.axe()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dashboards_speak_chinese_on_the_narrowest_phone(visit, demo):
    """Nothing scrolls sideways."""
    visitor = visit(demo.administrator, width=360, height=740, language="zh-hans")
    page = visitor.go(SPEND)
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    visitor.screenshot("dashboard_zh")
    assert [] == visitor.axe()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_dashboard_does_not_ask_for_what_a_reader_may_not_see(visit, demo):
    """The tile says so in its place; the others show what the reader may see."""
    visitor = visit(demo.people["wei.zhang"])
    page = visitor.go(SPEND)

    expect(page.locator(".tile .chart-empty").first).to_contain_text("Your role does not show you these records.")
    expect(page.locator(".tile .js-plotly-plot")).to_have_count(1)
    assert [] == visitor.axe()


def test_numbers_stand_in_tables_beside_every_chart(visit, demo):
    """Two open tables have names of their own, and hide the drawings while they are open."""
    visitor = visit(demo.administrator)
    page = visitor.go(SPEND)
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    for summary in page.locator(".tile summary").all():
        summary.click()

    expect(page.locator(".chart-table:visible")).to_have_count(2)
    expect(page.locator(".chart-canvas:visible")).to_have_count(0)
    assert [] == visitor.axe()
