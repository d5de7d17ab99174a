"""E-mail."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from builder.models import User

from . import channels
from .base import Channel, Message

SUBJECT_LENGTH = 200


@channels.register
class MailChannel(Channel):
    """A mail with a plain and a simple HTML part, to whoever has an address."""

    key = "mail"
    label = _("E-mail")
    icon = "mail"

    def reaches(self, user: User) -> bool:
        """Say whether the person has an address."""
        return bool(user.email)

    def deliver(self, messages: Sequence[Message]) -> None:
        """Send one mail per message over one connection."""
        get_connection().send_messages([as_mail(message) for message in messages])


def as_mail(message: Message) -> EmailMultiAlternatives:
    """Return the mail of a message.

    Line breaks cannot leave the subject for other headers. The message id is made from the key, so that mail servers
    and readers recognise a mail that is sent a second time.
    """
    context = {
        "message": message,
        "link": urljoin(settings.PUBLIC_URL, message.url) if message.url else "",
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(message.title.split())[:SUBJECT_LENGTH],
        body=render_to_string("builder/notification/mail.txt", context),
        to=[message.user.email],
        headers={
            "Message-ID": f"<{hashlib.sha256(message.key.encode()).hexdigest()[:40]}@{_mail_domain()}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("builder/notification/mail.html", context), "text/html")
    return mail


def _mail_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
