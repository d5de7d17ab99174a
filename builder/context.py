"""What every page's frame shows: apps, navigation, counts and languages."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from builder.applications.navigation import NavEntry, entries_for, inbox_count
from builder.applications.selectors.applications import list_applications
from builder.models import Application, User
from builder.notifications.selectors.bell import count_unread


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give templates the frame's contents, which cost nothing until they are shown."""
    return {"shell": Shell(request)}


class Shell:
    """The frame around a page; every part is found when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def actor(self) -> User | None:
        """Return who is signed in."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) or getattr(user, "is_authenticated", False) else None

    @cached_property
    def applications(self) -> list[Application]:
        """Return the apps of the person."""
        return list_applications(actor=self.actor) if self.actor else []

    @cached_property
    def apps(self) -> list[dict[str, Any]]:
        """Return what the app switcher shows."""
        return [shown(application) for application in self.applications]

    @cached_property
    def application(self) -> Application | None:
        """Return the app that the address is about."""
        match = self.request.resolver_match
        key = (match.kwargs.get("app") or match.kwargs.get("app_key")) if match else None
        return next((one for one in self.applications if one.key == key), None) if key else None

    @cached_property
    def app(self) -> dict[str, Any] | None:
        """Return the app that the address is about, as the switcher shows it."""
        return shown(self.application) if self.application else None

    @cached_property
    def nav(self) -> list[NavEntry]:
        """Return the side navigation; the entry with the longest matching address is the current one."""
        if self.actor is None:
            return []
        entries = [NavEntry(_("Home"), "house", reverse("builder:home"), position=0)]
        entries += entries_for(self.actor, self.application)
        path = self.request.path
        here = max((entry.url for entry in entries if path.startswith(entry.url)), key=len, default="")
        exactly = here != "/" or path == "/"
        return [replace(entry, current=exactly and entry.url == here) for entry in entries]

    @cached_property
    def inbox_count(self) -> int:
        """Return how many tasks wait for the person."""
        return inbox_count(self.actor) if self.actor else 0

    @cached_property
    def notifications_unread(self) -> int:
        """Return how many notifications the person has not read."""
        return count_unread(actor=self.actor) if self.actor else 0

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Return the languages to choose from, in their own names."""
        current = get_language()
        return [
            {"code": code, "name": get_language_info(code)["name_local"], "current": code == current}
            for code, _name in settings.LANGUAGES
        ]


def shown(application: Application) -> dict[str, Any]:
    """Return what lists of apps show of an app."""
    return {
        "key": application.key,
        "name": application.name,
        "description": application.description,
        "icon": application.icon,
        "accent": application.accent,
        "url": reverse("builder:app_home", args=[application.key]),
    }
