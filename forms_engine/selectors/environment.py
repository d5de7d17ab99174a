"""The moment and the time zone in which a form's expressions are evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from builder.expressions.env import Env

if TYPE_CHECKING:
    from builder.models import Application


def environment_of(application: Application) -> Env:
    """Return the present moment in the workspace's time zone."""
    return Env(timezone.now(), application.workspace.timezone)
