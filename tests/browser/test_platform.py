"""The platform's own pages in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from builder.models import Application, Role
from tests.builder.factories import PASSWORD, make_administrator, make_application, make_department, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/account/",
    "/notifications/",
    "/apps/orders/",
    "/design/orders/",
    "/design/orders/access/",
    "/administration/people/",
    "/administration/people/new/",
    "/administration/departments/",
    "/administration/jobs/",
    "/administration/incidents/",
    "/administration/tokens/",
    "/api/docs/",
]


@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "en"), (360, "dark", "zh-hans")])
def test_every_page_is_accessible_and_fits(visit, width, theme, language):
    """On a desk and on a phone, in both themes and languages; nothing scrolls sideways."""
    administrator = make_administrator()
    make_application(administrator, name="Orders", key="orders")
    make_department("Sales", head=administrator)
    visitor = visit(administrator, width=width, theme=theme, language=language)
    faults = {}
    for address in PAGES:
        page = visitor.go(address)
        page.wait_for_load_state("networkidle")
        too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
        found = visitor.axe() + (["too wide"] if too_wide else [])
        if found:
            faults[address] = found

    assert {} == faults


def test_a_person_signs_in_builds_an_app_and_lets_others_in(visit):
    """From the sign-in page to a role with a member, by mouse and keyboard alone."""
    builder, colleague = make_person("ada"), make_person("bob", display_name="Bob Builder")
    visitor = visit(builder)
    visitor.page.context.clear_cookies()
    page = visitor.go("/design/orders/access/?role=member")
    page.get_by_label("User name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    visitor.guard.allowed = {404}
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Go to the start page").click()

    page.get_by_role("button", name="New app").first.click()
    dialog = page.get_by_role("dialog", name="New app")
    dialog.get_by_label("Name").fill("Orders")
    dialog.get_by_role("button", name="Create app").click()
    expect(page.get_by_role("heading", name="Orders", level=1)).to_be_visible()

    visitor.go("/design/orders/access/?role=member")
    picker = page.get_by_role("combobox", name="People")
    picker.click()
    picker.press_sequentially("bob")
    page.get_by_role("option", name=re.compile("Bob Builder")).click()
    page.get_by_role("button", name="Save role").click()
    expect(page.get_by_text("The role was saved.")).to_be_visible()

    assert [colleague.pk] == list(Role.objects.get(key="member").members.values_list("user", flat=True))


def test_what_is_dangerous_is_asked_first(visit):
    """Cancel keeps the app; the second time it goes."""
    builder = make_person()
    application = make_application(builder, key="orders")
    visitor = visit(builder)
    page = visitor.go("/design/orders/")
    for answer, is_left in (("Cancel", True), ("Remove", False)):
        page.get_by_role("button", name="Settings").click()
        page.get_by_role("button", name="Remove app").click()
        question = page.get_by_role("dialog", name=re.compile("Remove this app"))
        question.get_by_role("button", name=answer, exact=True).click()
        expect(question).to_have_count(0)
        if is_left:
            page.keyboard.press("Escape")
    page.wait_for_url(f"{visitor.address}/")
    application.refresh_from_db()

    assert application.deleted_at is not None


def test_the_api_is_tried_on_its_page(visit):
    """The request is sent in the person's name, and the answer is shown."""
    builder = make_person()
    page = visit(builder).go("/api/docs/")
    page.get_by_label("Find an operation").fill("post create an app")
    page.locator("summary").first.click()
    page.get_by_label("Body (JSON)").fill('{"name": "Tried"}')
    page.get_by_role("button", name="Send in my name").click()
    expect(page.get_by_text("201", exact=True)).to_be_visible()

    assert {"en": "Tried"} == Application.objects.get().name


def test_the_palette_leads_anywhere(visit):
    """Ctrl+K, a few letters, Enter."""
    builder = make_person()
    make_application(builder, name="Orders", key="orders")
    page = visit(builder).go("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("orde")
    expect(page.get_by_role("option").first).to_contain_text("Orders")
    page.keyboard.press("Enter")
    page.wait_for_url("**/apps/orders/")
