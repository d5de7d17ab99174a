"""Send what was queued for the channels that lead outside."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from builder.channels import Message, channels
from builder.events.jobs import job
from builder.models import Job, User

from .services.notifying import CHANNEL_JOB


@job(CHANNEL_JOB, outside_effects=True)
def deliver_message(running: Job) -> None:
    """Send one message, unless its person left or can no longer be reached this way."""
    told = running.payload
    user = User.objects.filter(pk=told["user_id"], is_active=True).first()
    channel = channels.get(told["channel"])
    if user is None or not channel.reaches(user):
        return
    message = Message(user=user, title=told["title"], body=told["body"], url=told["url"], key=running.key)
    with translation.override(user.language or settings.LANGUAGE_CODE):
        channel.deliver([message])
