"""A real browser against a real server: Chromium, sign-in, guards against console noise, accessibility, screenshots."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from builder.models import User
from tools.browser import find

# Playwright runs its own event loop in this thread; Django would refuse the database because of it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SCREENSHOTS = Path(settings.BASE_DIR) / "var" / "screenshots"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def chromium_path() -> str:
    """Return the browser to drive; without one the tests are left out loudly, and fail where they must run (CI)."""
    found = find()
    if found is None:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("NO CHROMIUM FOUND: install it, or set PLAYWRIGHT_CHROMIUM to its path.")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for the whole run."""
    path = chromium_path()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def live_server() -> Iterator[LiveServer]:
    """Return a server on the test's database that takes modules and styles from where they are written."""
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        server = LiveServer("127.0.0.1")
        yield server
        server.stop()


class Guard:
    """Collects what a page must never do: throw, complain in the console, or break the content policy.

    Requests that the test expects to be refused may be allowed by their status.
    """

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self.allowed: set[int] = set()
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self._console)

    def _console(self, message: Any) -> None:
        if message.type not in ("error", "warning"):
            return
        if any(f"status of {status}" in message.text for status in self.allowed):
            return
        self.faults.append(f"{message.type}: {message.text}")


class Visitor:
    """One person at one browser window."""

    def __init__(self, page: Page, address: str, guard: Guard) -> None:
        self.page = page
        self.address = address
        self.guard = guard

    def go(self, path: str) -> Page:
        """Open a page of the product."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def axe(self, *, exclude: tuple[str, ...] = ()) -> list[str]:
        """Return what is not accessible on the page as it stands."""
        context = {"exclude": [[one] for one in exclude]} if exclude else None
        found = Axe().run(self.page, context=context, options=AXE_RULES).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})" for one in found]

    def screenshot(self, name: str) -> None:
        """Keep a picture of the page under var/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """Return how to sit somebody down: `visit(user, width=390, theme="dark", language="zh-hans")`.

    At the end no page may have thrown an error or written to the console.
    """
    contexts: list[BrowserContext] = []
    guards: list[Guard] = []

    def sit_down(
        user: User, *, width: int = 1440, height: int = 900, theme: str = "light", language: str = "en"
    ) -> Visitor:
        User.objects.filter(pk=user.pk).update(theme=theme, language=language)
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, has_touch=width < 768, locale="en-GB"
        )
        contexts.append(context)
        context.add_cookies([_session(live_server.url, user)])
        page = context.new_page()
        page.set_default_timeout(10_000)
        guard = Guard(page)
        guards.append(guard)
        return Visitor(page, live_server.url, guard)

    yield sit_down
    for context in contexts:
        context.close()
    assert [] == [fault for guard in guards for fault in guard.faults]


def _session(url: str, user: User) -> Any:
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }
