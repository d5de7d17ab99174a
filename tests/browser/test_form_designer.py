"""A builder designs a form, publishes it, and people fill it in: with the mouse, by keyboard, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from builder.models import User
from forms_engine.models import Form
from forms_engine.services.forms import create_form
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
    return [text.split(",")[0] for text in page.locator(".field-grid > li > mr-field-card > .hit").evaluate_all("all => all.map(one => one.ariaLabel)")]


def drag(page: Page, source: Locator, target: Locator, *, x: float = 0.5, y: float = 0.9) -> None:
    """Drag with the mouse, in steps as a hand does."""
    start, end = source.bounding_box(), target.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] * x, end["y"] + end["height"] * y, steps=8)
    expect(page.locator(".dnd-line")).to_be_visible()
    page.mouse.up()


def saved(page: Page) -> None:
    """Wait until the draft is on the server."""
    expect(page.locator("#design-saved [data-status=saved]")).to_be_visible()


def test_fields_are_dragged_into_place_and_moved(visit: Any, builder: User, form: Form) -> None:
    """Nine types are dragged from the palette, one is moved by mouse, and the draft is kept by itself."""
    visitor = visit(builder)
    page = visitor.go(address(form))
    zone = page.locator(".field-grid").first

    for kind in NINE:
        drag(page, page.locator(f"[data-kind={kind}]"), zone, x=0.95, y=0.9)

    assert ["Text", "Long text", "Date", "Single choice", "Checkbox", "Person", "Department", "Money", "Files"] == labels(page)

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
