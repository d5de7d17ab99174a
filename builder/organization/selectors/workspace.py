"""Find the organisation of this installation."""

from __future__ import annotations

from builder.models import Workspace


def current_workspace() -> Workspace | None:
    """Return the workspace, or None before anybody set it up."""
    return Workspace.objects.order_by("pk").first()
