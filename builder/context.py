"""What every page's frame shows: apps, navigation, counts and languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the frame's contents, which cost nothing until they are shown."""
    return {"shell": {}}
