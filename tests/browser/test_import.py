"""The import wizard in a browser: phones, the keyboard, broken files, refused rows."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from builder.models import Application, User
from forms_engine.models import Form
from forms_engine.selectors.records import RecordQuery, list_records
from tests.browser.import_wizard import as_file, at, at_work, give, press, published, step
from tests.builder.factories import make_administrator, make_application

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TASKS = {
    "title": "Task",
    "x-title": "{code}",
    "required": ["code"],
    "properties": {
        "code": {"x-field": {"type": "text", "label": "Code", "unique": True}},
        "due": {"x-field": {"type": "date", "label": "Due"}},
        "hours": {"x-field": {"type": "number", "label": "Hours"}},
    },
}
GOOD = "Code,Due,Hours\nT-1,2026-01-31,4\nT-2,2026-02-01,5.5\n"
MIXED = "Code,Due,Hours\nT-2,2026-02-02,6\nT-3,soon,2\nT-4,2026-02-04,much\nT-5,2026-02-05,3\n"
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def builder() -> User:
    """Return somebody who may do everything."""
    return make_administrator("builder")


@pytest.fixture
def app(builder: User) -> Application:
    """Return an app."""
    return make_application(builder, name="Trade", key="trade")


@pytest.fixture
def tasks(builder: User, app: Application) -> Form:
    """Return a published form."""
    return published(builder, app, "Tasks", TASKS)


@pytest.mark.parametrize(("theme", "language"), [("light", "en"), ("dark", "zh-hans")])
def test_good_rows_are_in_and_bad_ones_come_back_on_a_phone(
    visit: Any, builder: User, tasks: Form, theme: str, language: str
) -> None:
    """Two imports on a phone: the second changes what is there, and gives back two rows with their reasons."""
    visitor = visit(builder, width=390, height=844, theme=theme, language=language)
    page = visitor.go(at(tasks))
    main = page.locator("mr-import-wizard")
    check_small(visitor, f"import_phone_{theme}_1")
    page.locator("input[type=file]").set_input_files(as_file("a.csv", GOOD))
    expect(page.locator(".im-preview")).to_be_visible()
    check_small(visitor, f"import_phone_{theme}_2")
    page.locator(".im-ways .primary").click()
    expect(page.locator(".im-map")).to_be_visible()
    page.locator(".im-ways .primary").click()
    expect(page.locator(".banner.ok")).to_be_visible()
    page.locator(".im-ways .primary").click()
    with at_work():
        page.locator(".im-ways a.primary").wait_for()
    expect(main.locator(".kpi .value").first).to_have_text("2")

    main.locator(".im-ways button").click()
    page.locator("input[type=file]").set_input_files(as_file("b.csv", MIXED))
    page.locator(".im-preview").wait_for()
    page.locator(".im-ways .primary").click()
    page.locator("input[value=upsert]").check()
    expect(page.locator("#im-key")).to_have_value("code")
    check_small(visitor, f"import_phone_{theme}_3")
    page.locator(".im-ways .primary").click()
    expect(main.locator(".kpi .value").nth(1)).to_have_text("2")
    check_small(visitor, f"import_phone_{theme}_4")
    page.locator(".im-ways .primary").click()
    with at_work():
        page.locator(".im-ways a.primary").wait_for()
    expect(main.locator(".kpi .value").first).to_have_text("2")
    check_small(visitor, f"import_phone_{theme}_5")
    with page.expect_download() as arriving:
        page.locator("a[download]").click()

    refused = list(csv.reader(Path(arriving.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    kept = list_records(builder, tasks, RecordQuery(sort=["code"])).records
    assert [["3", "T-3"], ["4", "T-4"]] == [[row[0], row[2]] for row in refused[1:]]
    assert [("T-1", 4), ("T-2", 6), ("T-5", 3)] == [(one["values"]["code"], one["values"]["hours"]) for one in kept]


def check_small(visitor: Any, name: str) -> None:
    """Nothing is wider than the phone, and everybody can use it."""
    visitor.screenshot(name)
    too_wide = visitor.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    assert ([], False) == (visitor.axe(), too_wide)


def test_everything_is_done_with_the_keyboard(visit: Any, builder: User, tasks: Form) -> None:
    """Rows are pasted, the header is chosen with arrows, a column is left out, and Enter goes on."""
    visitor = visit(builder)
    page = visitor.go(at(tasks))
    expect(page.get_by_role("heading", level=2, name="Choose a file")).to_be_visible()
    rows = "List of tasks\t\t\nCode\tDue\tHours\nT-1\t2026-01-31\t4\nT-2\t2026-02-01\t5.5\n"
    page.evaluate(PASTE, rows)
    step(page, "Where is the table?")
    expect(page.get_by_label("Row 2 names the columns")).to_be_checked()
    page.get_by_label("Row 2 names the columns").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("3 rows in 3 columns")).to_be_visible()
    page.get_by_label("Row 1 names the columns").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("2 rows in 3 columns")).to_be_visible()
    visitor.screenshot("import_keyboard_2")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    step(page, "Which column goes where?")
    page.get_by_label("Field for Hours").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(page.get_by_text("2 of 3 columns are imported.")).to_be_visible()
    page.get_by_role("button", name="Check the rows").focus()
    page.keyboard.press("Enter")
    step(page, "This will happen")
    with at_work():
        page.get_by_role("button", name="Import 2 rows").focus()
        page.keyboard.press("Enter")
        step(page, "Everything is imported")

    kept = list_records(builder, tasks, RecordQuery(sort=["code"])).records
    assert [("T-1", None), ("T-2", None)] == [(one["values"]["code"], one["values"]["hours"]) for one in kept]


def test_what_is_missing_is_said_and_focused(visit: Any, builder: User, tasks: Form) -> None:
    """A required field without a column, a mode without a key, and a file that was started before."""
    visitor = visit(builder)
    visitor.guard.allowed |= {409, 422}
    page = visitor.go(at(tasks))
    give(page, "tasks.csv", GOOD)
    step(page, "Where is the table?")
    press(page, "Next")
    page.get_by_label("Field for Code").select_option("")
    expect(page.get_by_text("Required, and without a column: Code.")).to_be_visible()
    press(page, "Check the rows")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("code is required")
    visitor.screenshot("import_missing")
    assert [] == visitor.axe()
    page.get_by_label("Only change records that are there").check()
    press(page, "Check the rows")
    expect(page.get_by_role("alert")).to_contain_text("Choose the field by which records are found.")


def broken(name: str) -> bytes:
    """Return a file that cannot be read."""
    if name == "empty.csv":
        return b""
    if name == "bomb.xlsx":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (64 * 1024 * 1024))
        return packed.getvalue()
    return b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("photo.png", "photo.png is no table."),
        ("empty.csv", "empty.csv is empty."),
        ("bomb.xlsx", "The workbook unpacks to too much data."),
        ("picture.xlsx", "The file is not a workbook."),
        ("picture.csv", "The file is not a text file."),
    ],
)
def test_broken_files_are_refused_in_plain_words(visit: Any, builder: User, tasks: Form, name: str, said: str) -> None:
    """The reason is said, and another file can be chosen at once."""
    visitor = visit(builder)
    visitor.guard.allowed |= {422}
    page = visitor.go(at(tasks))
    give(page, name, broken(name))
    expect(page.get_by_role("alert")).to_contain_text(said, timeout=30_000)
    expect(page.get_by_role("alert")).to_be_focused()
    visitor.screenshot(f"import_broken_{name.replace('.', '_')}")
    assert [] == visitor.axe()

    give(page, "tasks.csv", GOOD)
    step(page, "Where is the table?")


def test_files_that_are_too_large_are_not_sent(visit: Any, builder: User, tasks: Form, settings: Any) -> None:
    """The limit is shown, and checked before the upload."""
    settings.FILE_UPLOAD_MAX_BYTES = 256
    page = visit(builder).go(at(tasks))
    expect(page.get_by_text("up to 1.0 KB")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    give(page, "tasks.csv", GOOD * 100)

    expect(page.get_by_role("alert")).to_contain_text("a file may have up to 1.0 KB")
    assert [] == sent


def test_a_workbook_with_several_sheets(visit: Any, builder: User, tasks: Form) -> None:
    """The sheet is chosen; the first one is empty and says so."""
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Tasks")
    for row in csv.reader(GOOD.splitlines()):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    visitor = visit(builder)
    page = visitor.go(at(tasks))
    give(page, "tasks.xlsx", packed.getvalue())
    step(page, "Where is the table?")
    expect(page.get_by_text("This sheet has no rows below the header.")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.get_by_label("Sheet").select_option("Tasks")
    expect(page.get_by_text("2 rows in 3 columns")).to_be_visible()
    visitor.screenshot("import_sheets")
    press(page, "Next")
    expect(page.get_by_label("Field for Due")).to_have_value("due")
