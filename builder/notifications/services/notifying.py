"""Tell people something, once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from builder.channels import Channel, Message, channels
from builder.events.jobs import JobRequest, enqueue_all
from builder.models import Notification, User

CHANNEL_JOB = "channel"
KEY_LENGTH = 190
TITLE_LENGTH: int = Notification._meta.get_field("title").max_length or 0


@transaction.atomic(savepoint=False)
def notify(*, users: Iterable[User], title: Any, body: Any = "", url: str = "", key: str) -> None:
    """Tell each person once per `key`, in their language, through every channel that reaches them.

    `title` and `body` may be lazy translations. Costs two statements however many people are told.
    """
    people = {user.pk: user for user in users if user.is_active and not user.is_system}.values()
    messages = [_message(user, title, body, url, key) for user in people]
    for channel in channels.all():
        reached = [message for message in messages if channel.reaches(message.user)]
        if channel.inside:
            channel.deliver(reached)
        else:
            enqueue_all(_job(channel, message) for message in reached)


def _message(user: User, title: Any, body: Any, url: str, key: str) -> Message:
    with translation.override(user.language or settings.LANGUAGE_CODE):
        return Message(
            user=user, title=str(title)[:TITLE_LENGTH], body=str(body), url=url, key=_short(f"{key}:{user.pk}")
        )


def _job(channel: Channel, message: Message) -> JobRequest:
    return JobRequest(
        name=CHANNEL_JOB,
        key=_short(f"{channel.key}:{message.key}"),
        payload={
            "channel": channel.key,
            "user_id": message.user.pk,
            "title": message.title,
            "body": message.body,
            "url": message.url,
        },
    )


def _short(key: str) -> str:
    """Return a key that fits its column, and is still this key's own."""
    if len(key) <= KEY_LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: KEY_LENGTH - len(digest) - 1]}:{digest}"
