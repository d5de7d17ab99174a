"""Set up the organisation, and the user in whose name the platform acts."""

from __future__ import annotations

from builder.models import User, Workspace

SYSTEM_USERNAME = "system"


def ensure_workspace(name: str = "My organisation") -> Workspace:
    """Return the workspace of this installation, creating it the first time."""
    found = Workspace.objects.order_by("pk").first()
    return found or Workspace.objects.create(name=name)


def system_user() -> User:
    """Return the user in whose name the platform itself acts; nobody can sign in as it."""
    user = User.objects.filter(is_system=True).first()
    if user is None:
        user, _created = User.objects.get_or_create(
            username=SYSTEM_USERNAME,
            defaults={"display_name": "Millrace", "is_system": True, "password": "!"},
        )
    return user
