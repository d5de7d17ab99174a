"""Rules are made in a real browser: when, if, then; tried without a trace; and their runs are told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from builder.applications.packages import GALLERY, Package
from builder.applications.services.demo import load_organization
from builder.applications.services.packages import install_package
from builder.events.runner import drain
from forms_engine.selectors.forms import get_form
from forms_engine.services.records import submit_record
from forms_engine.storage import models_for
from rules_engine.models import Rule, RuleRun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = "/design/purchasing/rules/"
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


def orders(demo) -> int:
    """Return how many orders there are."""
    form = get_form(actor=demo.administrator, app_key="purchasing", form_key="purchase_order")
    return models_for(form.application).model(form.pk)._default_manager.count()


def test_a_rule_is_made_tried_and_published(visit, demo):
    """A large order tells its owner; trying it leaves nothing behind; what is published runs and is logged."""
    visitor = visit(demo.administrator)
    page = visitor.go(RULES)
    page.get_by_role("button", name="New rule").first.click()
    page.get_by_label("Name").fill("Large orders")
    page.get_by_label("About records of").select_option(label="Purchase request")
    assert [] == visitor.axe()
    page.get_by_role("button", name="Create").click()
    page.wait_for_url(re.compile(RULES + r"\w+/$"))

    page.get_by_label("this happens").select_option(label="A record is created")
    page.get_by_role("button", name="Add condition").click()
    row = page.locator(".cond-row")
    row.get_by_label("Field", exact=True).select_option("category")
    row.get_by_role("combobox").last.fill("Office")
    page.get_by_role("option", name="Office").click()

    page.get_by_role("button", name="Create a record", exact=True).click()
    page.get_by_label("A new record in").select_option("purchase_order")
    expect(page.get_by_label("Value of Supplier")).to_have_value("supplier")
    expect(page.get_by_label("Value of Department")).to_have_value("department")
    expect(page.get_by_label("Items: one row for each row of")).to_have_value("items")
    expect(page.get_by_label("Value of Item", exact=True)).to_have_value("item")
    page.get_by_label("Value of Status").select_option("=fixed")
    page.get_by_label("Fixed value of Status").select_option("ordered")

    page.get_by_role("button", name="Notify people", exact=True).click()
    step = page.locator(".rule-steps > li").last
    step.get_by_label("Who").select_option("person")
    step.get_by_role("combobox", name="Person").fill("Mei")
    page.get_by_role("option", name="Mei").click()
    step.get_by_label("Title").fill("Office supplies: {subject}")
    saved(page)
    assert [] == visitor.axe()

    before = orders(demo)
    page.get_by_role("combobox", name="Record to try it on").fill("Printer")
    page.get_by_role("option", name="Printer paper").click()
    page.get_by_role("button", name="Try", exact=True).click()
    expect(page.locator("mr-rule-trial .banner.ok")).to_contain_text("2 steps would run.")
    assert [] == visitor.axe()
    assert before == orders(demo)

    page.click("#publish")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator(".changes li").first).to_be_visible()
    assert [] == visitor.axe()
    dialog.locator("#publish-now:enabled").click()
    expect(page.locator(".toast").last).to_contain_text("The rule is at work")

    form = get_form(actor=demo.administrator, app_key="purchasing", form_key="purchase_request")
    submit_record(
        actor=demo.people["wei.zhang"],
        form=form,
        values={"subject": "Paper", "category": "office", "items": [{"item": "Paper", "quantity": 1, "price": "5.00"}]},
    )
    drain()
    assert before + 1 == orders(demo)
    page.reload()
    expect(page.locator(".rule-runs > li")).to_have_count(1)
    page.locator(".rule-runs summary").click()
    expect(page.locator(".rule-runs")).to_contain_text("Done")
    assert [RuleRun.State.DONE] == [run.state for run in RuleRun.objects.all()]
    expect(page.get_by_role("combobox", name="Person")).to_have_value(re.compile("Mei"))


def test_a_rule_that_is_not_ready_says_what_is_missing(visit, demo):
    """The review names the fault, and a click on it leads to the step."""
    visitor = visit(demo.administrator)
    page = visitor.go(RULES + "order_when_approved/")
    page.get_by_role("button", name="Notify people", exact=True).click()
    page.locator(".rule-steps > li").last.get_by_label("Title").fill("")
    saved(page)

    page.click("#publish")
    page.locator("dialog[open] .banner.danger button").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".rule-steps > li").last).to_have_class(re.compile("invalid"))
    assert 1 == Rule.objects.get(key="order_when_approved").current_version.number


def test_a_condition_may_be_written_instead(visit, demo):
    """What lists can say comes back as lists; undo takes it all away again."""
    page = visit(demo.administrator).go(RULES + "order_when_approved/")
    page.get_by_role("button", name="Write as an expression").click()
    page.get_by_role("textbox", name="Only if").fill("total > 100")
    page.get_by_role("textbox", name="Only if").blur()
    page.get_by_role("button", name="Choose from lists").click()

    expect(page.locator(".cond-row").get_by_label("Field", exact=True)).to_have_value("total")
    saved(page)
    assert "total > 100" == Rule.objects.get(key="order_when_approved").draft["condition"]
    page.get_by_role("button", name="Undo").click()
    saved(page)
    expect(page.locator(".cond-row")).to_have_count(0)


def test_the_settings_are_in_reach_on_a_phone(visit, demo):
    """A sheet from below; Escape closes it and gives the keyboard back."""
    visitor = visit(demo.administrator, width=390, height=844)
    page = visitor.go(RULES + "order_when_approved/")
    expect(page.get_by_label("Acts as")).to_be_hidden()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Switched on").uncheck()
    assert [] == visitor.axe()
    page.keyboard.press("Escape")

    expect(page.get_by_label("Acts as")).to_be_hidden()
    expect(page.get_by_role("button", name="Settings")).to_be_focused()
    assert not Rule.objects.get(key="order_when_approved").enabled


@pytest.mark.parametrize(("name", "width", "height", "theme"), STATES)
def test_pages_of_rules_are_accessible_everywhere(visit, demo, name, width, height, theme):
    """The list and the designer, in each state of the window."""
    visitor = visit(demo.administrator, width=width, height=height, theme=theme)
    for key in ("", "order_when_approved/"):
        page = visitor.go(RULES + key)
        expect(page.locator(".rule-card").first).to_be_visible()
        visitor.screenshot(f"rules_{name}_{key.strip('/') or 'list'}")
        assert [] == visitor.axe()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
