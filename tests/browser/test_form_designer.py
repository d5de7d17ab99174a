"""A builder designs a form, publishes it, and people fill it in: with the mouse, by keyboard, on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.models import User
from forms_engine.models import Form
from forms_engine.selectors.queries import RecordQuery
from forms_engine.selectors.records import list_records
from forms_engine.services.forms import create_form, publish_form, save_form_draft
from forms_engine.services.records import submit_record
from tests.builder.factories import make_administrator, make_application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NINE = ("text", "longtext", "date", "choice", "checkbox", "member", "department", "money", "file")


@pytest.fixture
def builder() -> User:
    """Return somebody who designs."""
    return make_administrator("builder")


@pytest.fixture
def form(builder: User) -> Form:
    """Return an empty form."""
    application = make_application(builder, name="Purchasing")
    return create_form(actor=builder, application=application, name="Request")


def address(form: Form) -> str:
    """Return where the form is designed."""
    return f"/design/{form.application.key}/forms/{form.key}/"


def labels(page: Page) -> list[str]:
    """Return the labels of the fields on the canvas, in their order."""
    return [
        text.split(",")[0]
        for text in page.locator(".field-grid > li > mr-field-card > .hit").evaluate_all(
            "all => all.map(one => one.ariaLabel)"
        )
    ]


def drag(page: Page, source: Locator, target: Locator, *, x: float = 0.5, y: float = 0.9) -> None:
    """Drag with the mouse, in steps as a hand does."""
    start, end = source.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] * x, end["y"] + end["height"] * y, steps=8)
    expect(page.locator(".dnd-line")).to_be_visible()
    page.mouse.up()


def saved(page: Page) -> None:
    """Wait until the draft is on the server."""
    expect(page.locator("#design-saved[data-status=saved]")).to_be_visible()


def test_fields_are_dragged_into_place_and_moved(visit: Any, builder: User, form: Form) -> None:
    """Nine types are dragged from the palette, one is moved by mouse, and the draft is kept by itself."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    zone = page.locator(".field-grid").first

    for kind in NINE:
        drag(page, page.locator(f"[data-kind={kind}]"), zone, x=0.95, y=0.9)

    dropped = "Text,Long text,Date,Single choice,Checkbox,Person,Department,Money,Files"
    assert dropped.split(",") == labels(page)

    cards = page.locator(".field-grid > li")
    drag(page, cards.nth(8), cards.nth(1), y=0.05)
    assert ["Text", "Files", "Long text"] == labels(page)[:3]

    page.keyboard.press("Control+z")
    assert ["Text", "Long text"] == labels(page)[:2]
    saved(page)
    visitor.screenshot("form_designer_nine_fields")
    assert [] == visitor.axe()
    form.refresh_from_db()
    assert 9 == len(form.draft["properties"])


def add(page: Page, words: str, label: str) -> None:
    """Add a field with the keyboard alone: find the type, take it, name it."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".hit:focus")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#pp-label")).to_be_focused()
    page.keyboard.type(label)
    page.keyboard.press("Escape")
    expect(page.locator(".hit:focus")).to_have_attribute("aria-label", re.compile(re.escape(label)))


def write_formula(page: Page, text: str) -> None:
    """Write the formula of the selected field."""
    page.get_by_role("button", name="Write formula").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name=re.compile("Formula")).first.focus()
    page.keyboard.type(text)
    expect(dialog.locator(".tag.ok")).to_be_visible()
    dialog.get_by_role("button", name="Done").press("Enter")
    expect(dialog).to_have_count(0)


def design_by_keyboard(page: Page) -> None:
    """Build a request: subject, urgency, a table of items with a formula, and the total."""
    page.keyboard.press("Tab")
    add(page, "text", "Subject")
    page.locator("#pp-required").press("Space")
    page.locator(".hit[aria-pressed=true]").focus()
    add(page, "single", "Urgency")
    add(page, "lines", "Items")
    page.get_by_role("button", name="Add column").press("Enter")
    page.keyboard.type("text")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Item")
    page.keyboard.press("Escape")
    add(page, "number", "Quantity")
    add(page, "money", "Price")
    add(page, "formula", "Amount")
    page.locator("#pp-result").select_option("money")
    write_formula(page, "quantity * price")
    page.locator(".hit[aria-label^='Items,']").focus()
    page.keyboard.press("Space")
    add(page, "formula", "Total")
    page.locator("#pp-result").select_option("money")
    write_formula(page, "SUM(items.amount)")
    page.locator(".hit[aria-label^='Total,']").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowDown")


def publish(visitor: Any) -> None:
    """Publish the draft."""
    page = visitor.page
    page.locator("#design-publish").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Items (Lines) is added.")).to_be_visible()
    dialog.get_by_label("Note for the history").fill("First version")
    visitor.screenshot("form_designer_publish")
    assert [] == visitor.axe()
    dialog.locator("#publish-now").click()
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()


def fill_in(page: Page) -> None:
    """Fill in the request, pasting two lines out of a spreadsheet."""
    page.get_by_label("Subject").fill("Desks for the new office")
    page.get_by_label("Urgency").select_option(label="Option 2")
    page.get_by_label("Item, line 1").focus()
    page.evaluate(
        """(text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const paste = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(paste);
        }""",
        'Desk\t4\t1,200.00\n"Chair, ""soft"""\t8\t350.5\n',
    )
    expect(page.locator("[data-field=total] .value")).to_contain_text("7,604.00")


def test_a_request_is_built_by_keyboard_published_and_filled_in(visit: Any, builder: User, form: Form) -> None:
    """The whole way without a mouse: design, publish, fill in on a desk and on a phone."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    design_by_keyboard(page)
    assert ["Subject (required)", "Urgency", "Items", "Total"] == labels(page)
    saved(page)
    visitor.screenshot("form_designer_sub_table")
    assert [] == visitor.axe()

    page.locator("#design-preview").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Subject")).to_be_visible()
    dialog.get_by_role("button", name="Phone").click()
    expect(dialog.locator("table.lines thead")).to_have_css("position", "absolute")
    visitor.screenshot("form_designer_preview_phone")
    assert [] == visitor.axe()
    dialog.get_by_role("button", name="Close").click()

    publish(visitor)

    for width, height, device in ((1440, 900, "desktop"), (390, 844, "phone")):
        person = visit(builder, width=width, height=height)
        page = person.go(f"/apps/{form.application.key}/{form.key}/new/")
        page.get_by_role("button", name="Submit").click()
        expect(page.locator(".form-summary")).to_be_focused()
        fill_in(page)
        person.screenshot(f"form_filled_in_{device}")
        assert [] == person.axe()
        page.get_by_role("button", name="Submit").dblclick()
        page.wait_for_url(re.compile(rf"/{form.key}/\d+/$"))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        person.screenshot(f"record_{device}")

    form.refresh_from_db()
    assert 2 == list_records(builder, form, RecordQuery(count="exact")).count


def test_conditions_and_options_work_in_the_preview(visit: Any, builder: User, form: Form) -> None:
    """Options are pasted as a list, a field is shown only for one of them, and the preview obeys."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    page.locator("[data-kind=choice]").click()
    page.locator("#pp-label").fill("Reason")
    page.get_by_role("button", name="Edit as list").click()
    page.get_by_label("One option on each line").fill("Replacement\nGrowth\nOther")
    visitor.screenshot("form_designer_options_dialog")
    page.get_by_role("button", name="Use this list").click()
    page.locator("[data-kind=longtext]").click()
    page.locator("#pp-label").fill("Explain")
    page.get_by_role("tab", name="Conditions").click()
    page.locator("#pp-visible").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Add condition").click()
    dialog.get_by_role("combobox", name="Value").fill("Other")
    page.get_by_role("option", name="Other").click()
    visitor.screenshot("form_designer_condition_dialog")
    assert [] == visitor.axe()
    dialog.get_by_role("button", name="Done").click()
    expect(page.locator("code.expression")).to_have_text('reason == "other"')
    visitor.screenshot("form_designer_condition")

    page.locator("#design-preview").click()
    expect(dialog.get_by_label("Reason")).to_be_visible()
    expect(dialog.get_by_label("Explain")).to_have_count(0)
    dialog.get_by_label("Reason").select_option(label="Other")
    expect(dialog.get_by_label("Explain")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()


def test_two_builders_never_overwrite_each_other_unasked(visit: Any, builder: User, form: Form) -> None:
    """The second to save is told who was faster, and decides."""
    first, second = visit(builder), visit(make_administrator("ada"))
    second.guard.allowed.add(409)
    one, two = first.go(address(form)), second.go(address(form))
    one.locator("[data-kind=text]").click()
    saved(one)

    two.locator("[data-kind=number]").click()
    two.get_by_role("button", name="Changed by somebody else").click()
    expect(two.get_by_role("dialog")).to_contain_text("Builder")
    two.get_by_role("button", name="Load theirs").click()

    expect(two.locator(".hit[aria-label^='Text,']")).to_be_visible()
    two.locator("[data-kind=number]").click()
    saved(two)
    assert ["Text", "Number"] == labels(two)


def test_sections_and_columns_are_arranged_by_mouse_and_by_keys(visit: Any, builder: User, form: Form) -> None:
    """A section is dragged above another; fields dragged into a sub-table are its columns, and move."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    page.get_by_role("button", name="Add section").click()
    page.get_by_role("textbox", name="Heading").fill("Delivery")
    page.get_by_role("group", name="Columns").get_by_role("button", name="3").click()
    page.locator("[data-kind=date]").click()
    drag(page, page.locator(".section-bar").nth(1), page.locator(".canvas-section").first, y=0.05)
    headings = page.locator(".section-hit")
    expect(headings.first).to_have_text("Delivery")

    drag(page, page.locator("[data-kind=lines]"), page.locator(".field-grid").nth(1))
    for kind in ("text", "number"):
        drag(page, page.locator(f"[data-kind={kind}]"), page.locator(".columns"), x=0.95, y=0.5)
    columns = page.locator(".columns .hit")
    expect(columns.nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(columns.first).to_have_attribute("aria-label", re.compile("Number, column 1 of 2"))
    visitor.screenshot("form_designer_sections")
    assert [] == visitor.axe()

    headings.first.focus()
    headings.first.press("Enter")
    expect(page.get_by_role("textbox", name="Heading")).to_be_focused()
    page.get_by_role("button", name="Delete section").last.click()
    expect(page.locator(".canvas-section")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(".canvas-section")).to_have_count(2)
    saved(page)
    form.refresh_from_db()
    assert [["date"], ["lines"]] == [one["fields"] for one in form.draft["x-layout"]]


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "zh-hans")])
def test_a_form_is_designed_on_a_phone(visit: Any, builder: User, form: Form, theme: str, language: str) -> None:
    """The palette is a strip, properties come up as a sheet, and everything stays accessible."""
    visitor = visit(builder, width=390, height=844, theme=theme, language=language)
    page = visitor.go(address(form))
    page.locator("[data-kind=text]").tap()
    page.locator(".hit[aria-pressed=true]").tap()
    page.locator("#pp-label").fill("Subject")
    visitor.screenshot(f"form_designer_phone_{theme}_{language}")
    assert [] == visitor.axe()
    page.locator(".props-head .only-phone").tap()
    page.locator("[data-kind=lines]").tap()
    visitor.screenshot(f"form_designer_phone_canvas_{theme}_{language}")
    assert [] == visitor.axe()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    wide = visit(builder, theme=theme, language=language)
    saved(page)
    page = wide.go(address(form))
    page.locator(".hit").first.click()
    wide.screenshot(f"form_designer_{theme}_{language}")
    assert [] == wide.axe()


def test_problems_lead_to_their_field_and_hold_publishing_up(visit: Any, builder: User, form: Form) -> None:
    """An empty formula is listed, found by a click, and refused when somebody publishes all the same."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    page.locator("[data-kind=text]").click()
    page.locator("[data-kind=formula]").click()
    page.locator(".hit[aria-label^='Text,']").click()

    page.locator(".problems-button").click()
    visitor.screenshot("form_designer_problems")
    assert [] == visitor.axe()
    page.locator(".problem-list li button").click()
    expect(page.locator(".hit[aria-label^='Formula,']")).to_be_focused()
    expect(page.get_by_role("complementary", name="Properties")).to_contain_text("Enter a formula.")

    page.locator("#design-publish").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("#publish-now")).to_be_disabled()
    dialog.get_by_role("button", name="Enter a formula.").click()
    expect(dialog).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator(".hit[aria-label^='Formula,']")).to_have_count(0)
    expect(page.locator(".problems-button")).to_have_count(0)


def test_the_second_version_says_what_it_touches(visit: Any, builder: User, form: Form) -> None:
    """Publishing again counts the records, and a published field keeps its place in the data."""
    document = {
        "title": "Request",
        "properties": {"subject": {"x-field": {"type": "text", "label": "Subject"}}},
        "x-layout": [{"section": "", "columns": 1, "fields": ["subject"]}],
    }
    save_form_draft(actor=builder, form=form, document=document, base_revision=form.draft_revision)
    publish_form(actor=builder, form=form, base_revision=form.draft_revision, note="")
    submit_record(actor=builder, form=form, values={"subject": None})
    visitor = visit(builder)
    page = visitor.go(address(form))
    page.locator(".hit[aria-label^='Subject,']").click()
    page.locator("#pp-required").check()
    page.locator("#pp-label").fill("Topic")
    expect(page.locator("#pp-key")).to_have_value("subject")
    saved(page)

    page.locator("#design-publish").click()
    dialog = page.get_by_role("dialog", name="Publish version 2")
    expect(dialog).to_contain_text("The form has 1 records")
    expect(dialog).to_contain_text("Subject is now called Topic.")
    visitor.screenshot("form_designer_publish_again")
    assert [] == visitor.axe()
    dialog.locator("#publish-now").click()
    expect(page.get_by_text("Version 2 is published.")).to_be_visible()
