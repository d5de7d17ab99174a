"""The bell inside the product."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from builder.models import Notification, User

from . import channels
from .base import Channel, Message


@channels.register
class InAppChannel(Channel):
    """A line under the bell; reaches everybody."""

    key = "in_app"
    label = _("In the product")
    icon = "bell"
    inside = True

    def reaches(self, user: User) -> bool:
        """Say yes."""
        return True

    def deliver(self, messages: Sequence[Message]) -> None:
        """Write all lines with one statement; a key that was used before is left alone."""
        Notification.objects.bulk_create(
            [
                Notification(
                    user=message.user, title=message.title, body=message.body, url=message.url, key=message.key
                )
                for message in messages
            ],
            ignore_conflicts=True,
        )
