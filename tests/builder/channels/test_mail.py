"""Mails."""

from __future__ import annotations

import pytest

from builder.channels import Message
from builder.channels.mail import as_mail
from builder.models import User

ANN = User(username="ann", email="ann@example.com")


def message(**values: str) -> Message:
    """Return a message to Ann."""
    return Message(**{"user": ANN, "title": "Tea", "body": "", "url": "", "key": "k", **values})


@pytest.mark.parametrize("title", ["Tea\nBcc: all@example.com", "Tea\r\nBcc: all@example.com", "Tea\u2028Bcc: x"])
def test_a_title_cannot_add_headers(title):
    """Line breaks become spaces."""
    sent = as_mail(message(title=title)).message()

    assert sent["Bcc"] is None
    assert len(sent["Subject"].splitlines()) == 1


def test_both_parts_say_the_same_and_html_is_escaped():
    """Whatever people typed stays text."""
    mail = as_mail(message(title="<b>Tea</b>", body="1 < 2\nand so on", url="/tea/?a=1&b=2"))

    html = mail.alternatives[0][0]
    assert "<b>Tea</b>" in mail.body
    assert "1 < 2\nand so on" in mail.body
    assert "http://localhost:8000/tea/?a=1&b=2" in mail.body
    assert "&lt;b&gt;Tea&lt;/b&gt;" in html
    assert "1 &lt; 2<br>and so on" in html


def test_a_link_leads_to_the_public_address(settings):
    """A mail is read elsewhere, so a path is not enough."""
    settings.PUBLIC_URL = "https://millrace.example.com"

    assert "https://millrace.example.com/tea/" in as_mail(message(url="/tea/")).body


def test_the_same_key_makes_the_same_message_id():
    """A repeated mail is recognised by whoever receives it."""
    first, second, other = as_mail(message()), as_mail(message()), as_mail(message(key="other"))

    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"] != other.extra_headers["Message-ID"]


def test_mails_say_that_a_machine_wrote_them():
    """So that no absence assistant answers."""
    assert "auto-generated" == as_mail(message()).message()["Auto-Submitted"]
