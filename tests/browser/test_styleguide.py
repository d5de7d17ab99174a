"""Every component of the design system in a real browser, under the product's own content policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
import pytest
from django.test import Client
from django.urls import include, path
from playwright.sync_api import Page

from builder.models import User
from builder.views import styleguide
from tests.builder.factories import make_administrator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
urlpatterns = [*styleguide.urlpatterns, path("", include("builder.urls"))]

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
ZOOMED = {"width": 720, "height": 450}


@pytest.fixture
def open_guide(settings, live_server, browser):
    """Open the guide as somebody who is signed in, and insist on a silent console."""
    settings.ROOT_URLCONF = __name__
    client = Client()

    @contextmanager
    def opened(size, *, theme="light", language="en") -> Iterator[Page]:
        person = make_administrator()
        User.objects.filter(pk=person.pk).update(theme=theme, language=language)
        client.force_login(person)
        context = browser.new_context(viewport=size, has_touch=size is PHONE)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{live_server.url}/styleguide/")
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert [] == said

    return opened


def violations(page: Page) -> list[str]:
    page.evaluate(AXE + "; 0")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(
    ("size", "theme", "language"),
    [(DESKTOP, "light", "en"), (DESKTOP, "dark", "zh-hans"), (PHONE, "light", "en"), (ZOOMED, "dark", "en")],
    ids=["desktop", "dark-chinese", "phone", "zoomed"],
)
def test_every_component_is_accessible_in_every_state_of_the_page(open_guide, size, theme, language):
    """No rule of WCAG 2.2 AA is broken, and nothing makes the page scroll sideways."""
    with open_guide(size, theme=theme, language=language) as page:
        assert [] == violations(page)
        assert size["width"] == page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize(
    ("size", "opener"),
    [
        (DESKTOP, "text=Side panel"),
        (DESKTOP, ".app-switch"),
        (DESKTOP, "button[aria-label^=Account]"),
        (DESKTOP, "[data-command]"),
        (PHONE, "text=Open dialog"),
        (PHONE, ".s-bottom button"),
    ],
)
def test_what_opens_is_accessible_and_closes_by_escape(open_guide, size, opener):
    """Dialogs, menus and the palette keep the rules, and Escape gives the page back."""
    with open_guide(size) as page:
        page.locator(opener).first.click()
        page.wait_for_selector("dialog[open], :popover-open:not(mr-toast)")
        assert [] == violations(page)

        page.keyboard.press("Escape")

        page.wait_for_function("!document.querySelector('dialog[open], :popover-open:not(mr-toast)')")


def test_a_combobox_is_used_by_keyboard_and_sends_its_value(open_guide):
    """Typing narrows, arrows and Enter choose, and the form carries the value."""
    with open_guide(DESKTOP) as page:
        page.focus("#g-supplier")
        page.keyboard.type("cont")
        page.wait_for_selector("#g-supplier[aria-activedescendant]")
        page.keyboard.press("Enter")

        page.wait_for_function("document.querySelector('#g-supplier').getAttribute('aria-expanded') === 'false'")
        assert "Contoso" == page.input_value("#g-supplier")
        assert "4" == page.evaluate("new FormData(document.querySelector('.form')).get('supplier')")


def test_a_condition_is_written_as_a_sentence(open_guide):
    """A row is added, its field and value chosen, and the summary reads it aloud."""
    with open_guide(DESKTOP) as page:
        builder = page.locator("mr-condition-builder")
        builder.locator("button:has-text('Add condition')").last.click()
        row = builder.locator("li.cond-row").last
        row.get_by_label("Field", exact=True).select_option("supplier")
        row.locator("input[role=combobox]").fill("north")
        page.keyboard.press("Enter")

        page.wait_for_function("document.querySelector('.cond-summary').textContent.includes('Supplier is Northwind')")
        stored = page.input_value("input[name=filter]")
        assert stored.endswith('{"field":"supplier","op":"eq","value":"2"}]}')


def test_a_formula_shows_its_mistake_where_it_is(open_guide):
    """The misspelt name is underlined and named below, and correcting it shows the result."""
    with open_guide(DESKTOP) as page:
        editor = page.locator("mr-formula-editor")
        editor.locator("textarea").focus()
        editor.locator(".cm-lintRange-error").wait_for()
        assert "tax_rat" == editor.locator(".cm-lintRange-error").inner_text()

        page.keyboard.press("Control+A")
        page.keyboard.type("amount * 2")

        editor.locator(".formula-result .tag.ok").wait_for()


def test_the_theme_and_the_language_are_two_clicks_away(open_guide):
    """The account menu changes both for good."""
    with open_guide(DESKTOP) as page:
        page.click("button[aria-label^=Account]")
        page.click("button[name=theme][value=dark]")
        page.wait_for_selector("html[data-theme=dark]")
        page.click("button[aria-label^=Account]")
        page.click("button[name=language][value=zh-hans]")

        page.wait_for_selector("html[lang=zh-hans][data-theme=dark]")
