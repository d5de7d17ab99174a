"""Steps of the import wizard, as the stories about it take them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from playwright.sync_api import Page, expect

from builder.events.worker import Worker
from builder.models import Application, User
from forms_engine.models import Form
from forms_engine.selectors.forms import get_form
from forms_engine.services.forms import create_form, publish_form


def published(builder: User, app: Application, name: str, document: dict[str, Any]) -> Form:
    """Create and publish a form."""
    form = create_form(actor=builder, application=app, name=name, document=document)
    publish_form(actor=builder, form=form, base_revision=form.draft_revision, note="")
    return get_form(actor=builder, app_key=app.key, form_key=form.key)


def at(form: Form) -> str:
    """Return where files are imported into a form."""
    return f"/apps/{form.application.key}/{form.key}/import/"


def as_file(name: str, content: bytes | str) -> Any:
    """Return what a file input takes."""
    return {"name": name, "mimeType": "text/csv", "buffer": content.encode() if isinstance(content, str) else content}


def give(page: Page, name: str, content: bytes | str) -> None:
    """Choose a file."""
    page.get_by_label("File", exact=True).set_input_files(as_file(name, content))


def step(page: Page, title: str) -> None:
    """Wait for a step; its heading has the focus."""
    found = page.get_by_role("heading", level=2, name=title)
    expect(found).to_be_focused(timeout=60_000)


def press(page: Page, label: str) -> None:
    """Press a button of the wizard."""
    page.get_by_role("button", name=label).click()


@contextmanager
def at_work() -> Iterator[None]:
    """Let a worker do the jobs in the background."""
    worker = Worker(0.05)

    def work() -> None:
        try:
            worker.run()
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join()
