"""People decide in a real browser: by mouse, by key, on a phone, as deputies, and when somebody was faster."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from builder.models import User
from builder.organization.services.delegations import create_delegation
from flow_engine.services.tasks import approve_task, return_task
from forms_engine.selectors.records import get_record
from tests.flow_engine.making import (
    MANAGER,
    Office,
    make_flow,
    make_office,
    person_node,
    status_of,
    submit,
    task_of,
    waiting,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = {**MANAGER, "comment": "required_on_reject", "actions": {"reject": {}, "return": {}, "transfer": {}}}
BATCH = {**MANAGER, "actions": {"approve": {}, "reject": {}, "batch": True}}


@pytest.fixture
def office(db) -> Office:
    """Return an office with a purchase form."""
    return make_office()


def values_of(office: Office, process: Any) -> dict[str, Any]:
    """Return the stored values of the record that a process is about."""
    return get_record(User.objects.get(username="admin"), office.form, process.record_id)["values"]


def titles(page: Any) -> list[str]:
    """Return the lines of the list."""
    return [text.removeprefix("Unread: ") for text in page.locator(".ib-title").all_inner_texts()]


def test_the_first_request_is_approved_and_the_next_one_opens(visit, office):
    """One click decides; the next request opens by itself, and the counts follow without loading the page."""
    make_flow(office, MANAGER)
    older, newer = submit(office, subject="Chairs"), submit(office, subject="Desks")
    visitor = visit(office.ben)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-heading")).to_have_text("Desks")
    expect(page.locator(".s-nav a[aria-current] .badge")).to_have_text("2")
    assert [] == visitor.axe()
    visitor.screenshot("inbox")

    page.click("[data-action=approve]")

    expect(page.locator(".ib-heading")).to_have_text("Chairs")
    expect(page.locator(".s-nav a[aria-current] .badge")).to_have_text("1")
    assert ["Chairs"] == titles(page)
    assert ["approved", "running"] == [status_of(newer), status_of(older)]


def test_a_second_click_changes_nothing(visit, office):
    """Two quick clicks are one answer."""
    make_flow(office, MANAGER, person_node("boss", office.chief))
    process = submit(office)
    page = visit(office.ben).go("/inbox/")

    page.locator("[data-action=approve]").dblclick()

    expect(page.locator(".ib-lines")).to_have_count(0)
    assert {"boss": {"chief"}} == waiting(process)


def test_keys_go_through_the_list_and_a_rejection_asks_for_a_reason(visit, office):
    """J and K go about, R asks, and only a written reason is sent."""
    make_flow(office, LONG)
    first, _second = submit(office, subject="Chairs"), submit(office, subject="Desks")
    visitor = visit(office.ben)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-heading")).to_have_text("Desks")

    page.keyboard.press("j")
    expect(page.locator(".ib-heading")).to_have_text("Chairs")
    page.keyboard.press("k")
    expect(page.locator(".ib-heading")).to_have_text("Desks")
    page.keyboard.press("j")
    expect(page.locator(".ib-heading")).to_have_text("Chairs")
    expect(page.locator("[data-action=reject]")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    expect(page.locator("dialog")).to_contain_text("Please write a comment.")
    assert [] == visitor.axe()
    page.keyboard.type("Too many.")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".ib-heading")).to_have_text("Desks")
    assert "rejected" == status_of(first)


def test_letters_can_be_switched_off(visit, office):
    """Whoever does not want single keys turns them off, also for the next visit."""
    make_flow(office, MANAGER)
    process = submit(office)
    page = visit(office.ben).go("/inbox/")

    page.click("text=Switch keys off")
    page.keyboard.press("a")
    page.reload()

    expect(page.locator("text=Switch keys on")).to_be_visible()
    assert "running" == status_of(process)


def test_fields_of_the_step_go_with_the_answer(visit, office):
    """What must be filled in is asked for, what is hidden is not there, and what is only read cannot be changed."""
    rights = {"cost_center": "required", "reason": "hidden"}
    make_flow(office, person_node("fin", office.carl, fields=rights))
    process = submit(office, reason="Secret")
    visitor = visit(office.carl)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-heading")).to_have_text("Chairs")
    expect(page.locator("[data-field=reason]")).to_have_count(0)
    expect(page.locator("[data-field=subject] input")).to_have_count(0)

    page.click("[data-action=approve]")
    expect(page.locator(".form-summary")).to_be_visible()
    assert [] == visitor.axe()
    page.fill("[data-field=cost_center] input", "4711")
    page.click("[data-action=approve]")

    expect(page.locator(".ib-lines")).to_have_count(0)
    assert "approved" == status_of(process)
    assert "4711" == values_of(office, process)["cost_center"]


def test_a_task_is_handed_over_to_somebody_found_by_name(visit, office):
    """Transfer asks to whom, and the task leaves the list."""
    make_flow(office, LONG)
    process = submit(office)
    page = visit(office.ben).go("/inbox/")
    expect(page.locator("[data-action=transfer]")).to_be_visible()

    page.keyboard.press("t")
    page.locator("#pr-people").fill("car")
    page.get_by_role("option", name="Carl").click()
    page.click("dialog [data-confirm]")

    expect(page.locator(".ib-lines")).to_have_count(0)
    assert {"head": {"carl"}} == waiting(process)


def test_whoever_comes_too_late_is_told_who_was_faster(visit, office):
    """A request that somebody else has decided meanwhile is not decided twice."""
    make_flow(office, person_node("any", office.ben, office.carl, need="any"))
    process = submit(office)
    visitor = visit(office.ben)
    visitor.guard.allowed = {409}
    page = visitor.go("/inbox/")
    expect(page.locator("[data-action=approve]")).to_be_visible()

    approve_task(actor=office.carl, task_id=task_of(process, office.carl).pk)
    page.click("[data-action=approve]")

    expect(page.locator(".ib-notice")).to_contain_text("Carl was faster: Approved.")
    expect(page.locator("[data-action=approve]")).to_have_count(0)


def test_several_are_approved_together_where_the_step_allows_it(visit, office):
    """X chooses, one button approves all that are chosen."""
    make_flow(office, BATCH)
    processes = [submit(office, subject=name) for name in ("Chairs", "Desks", "Lamps")]
    visitor = visit(office.ben)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-heading")).to_have_text("Lamps")

    page.keyboard.press("x")
    page.locator(".ib-line", has_text="Chairs").get_by_role("checkbox").check()
    assert [] == visitor.axe()
    page.get_by_role("button", name="Approve 2").click()

    expect(page.locator(".ib-line")).to_have_count(1)
    assert ["approved", "running", "approved"] == [status_of(one) for one in processes]


def test_a_returned_request_is_changed_and_submitted_again(visit, office):
    """The initiator sees why it came back, changes it where it stands, and sends it on its way."""
    make_flow(office, MANAGER)
    process = submit(office)
    return_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="Ask for a second offer.")
    visitor = visit(office.ann)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-body .banner")).to_contain_text("Ben: Ask for a second offer.")
    assert [] == visitor.axe()

    page.fill("[data-field=subject] input", "Better chairs")
    page.get_by_role("button", name=re.compile("^Submit again")).click()

    expect(page.locator(".ib-lines")).to_have_count(0)
    assert {"head": {"ben"}} == waiting(process)
    assert "Better chairs" == values_of(office, process)["subject"]


def test_the_initiator_follows_and_withdraws_a_request(visit, office):
    """Started by me tells for whom it waits; withdrawing opens it for changes again."""
    make_flow(office, MANAGER)
    process = submit(office)
    page = visit(office.ann).go("/inbox/")
    page.get_by_role("button", name="Started by me").click()
    expect(page.locator(".ib-line")).to_contain_text("waits for Ben")

    page.get_by_role("button", name="Withdraw").click()
    page.click("dialog [data-confirm]")

    expect(page.get_by_role("button", name="Submit again")).to_be_visible()
    expect(page.locator("[data-field=subject] input")).to_be_visible()
    assert "draft" == status_of(process)


def test_a_deputy_sees_for_whom_and_the_principal_takes_it_back(visit, office):
    """The line and the request name the principal, who still finds it and may decide after all."""
    now = timezone.now()
    create_delegation(actor=office.ben, deputy=office.carl, starts_at=now, ends_at=now + timedelta(days=3))
    make_flow(office, MANAGER)
    process = submit(office)
    deputy = visit(office.carl)
    page = deputy.go("/inbox/")
    expect(page.locator(".ib-line")).to_contain_text("for Ben")
    expect(page.locator(".ib-titles .status")).to_have_text("For Ben")
    assert [] == deputy.axe()

    page = visit(office.ben).go(f"/inbox/?process={process.pk}")
    page.get_by_role("button", name="Take back").click()

    expect(page.locator("[data-action=approve]")).to_be_visible()
    assert {"head": {"ben"}} == waiting(process)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_the_list_then_the_request_and_decides(visit, office, theme):
    """At 390 pixels a tap opens, the browser's way back closes, and large buttons decide."""
    make_flow(office, MANAGER)
    process = submit(office)
    visitor = visit(office.ben, width=390, height=844, theme=theme)
    page = visitor.go("/inbox/")
    expect(page.locator(".ib-detail")).to_be_hidden()
    assert [] == visitor.axe()

    page.tap(".ib-item")
    expect(page.locator("[data-action=approve]")).to_be_visible()
    page.go_back()
    expect(page.locator(".ib-list")).to_be_visible()
    page.tap(".ib-item")
    expect(page.locator("[data-action=approve]")).to_be_visible()
    assert [] == visitor.axe()
    visitor.screenshot(f"inbox_phone_{theme}")
    assert 390 == page.evaluate("document.documentElement.scrollWidth")
    assert 44 <= page.locator("[data-action=approve]").bounding_box()["height"]
    page.tap("[data-action=approve]")

    expect(page.locator(".ib-list")).to_be_visible()
    expect(page.locator(".ib-list .empty")).to_contain_text("All done")
    assert "approved" == status_of(process)


def test_the_record_page_shows_the_way_and_lets_the_approver_decide(visit, office):
    """Beside the record stand the steps, and the approver decides there."""
    make_flow(office, MANAGER)
    process = submit(office)
    visitor = visit(office.ann, theme="dark", language="zh-hans")
    page = visitor.go(f"/apps/buying/purchase/{process.record_id}/")

    expect(page.locator("mr-process .pr-way .now")).to_contain_text("Ben")
    assert [] == visitor.axe()
    page = visit(office.ben).go(f"/apps/buying/purchase/{process.record_id}/")
    page.fill("mr-process .pr-comment", "Fine.")
    page.click("mr-process [data-action=approve]")

    expect(page.locator("mr-process .status")).to_have_text("Approved")
    assert "approved" == status_of(process)


def test_what_waits_stands_on_the_home_page(visit, office):
    """The home page leads straight to the request."""
    make_flow(office, MANAGER)
    submit(office)
    page = visit(office.ben).go("/")

    page.click("a.list-item:has-text('Chairs')")

    expect(page.locator(".ib-heading")).to_have_text("Chairs")
