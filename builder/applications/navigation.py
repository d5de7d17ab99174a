"""The side navigation: entries and counts that engines contribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.models import Application, User
from builder.permissions import access_to

from .providers import Providers


@dataclass(frozen=True)
class NavEntry:
    """One line of the navigation; entries of one `group` stand together under its name."""

    label: Any
    icon: str
    url: str
    group: Any = ""
    count: int = 0
    position: int = 100
    current: bool = field(default=False, compare=False)


NavigationProvider = Callable[[User, Application | None], Iterable[NavEntry]]
Counter = Callable[[User], int]

navigation: Providers[NavigationProvider] = Providers("navigation provider")
inbox_counters: Providers[Counter] = Providers("inbox counter")


def entries_for(actor: User, application: Application | None) -> list[NavEntry]:
    """Return what the actor may open from here, in order."""
    found = [entry for provider in navigation for entry in provider(actor, application)]
    return sorted(found, key=lambda entry: entry.position)


def inbox_count(actor: User) -> int:
    """Return how many tasks wait for the actor."""
    return sum(counter(actor) for counter in inbox_counters)


@navigation.register
def own_entries(actor: User, application: Application | None) -> Iterable[NavEntry]:
    """Offer the overview of an app, its design and its access to those who may."""
    if application is None:
        return
    key, access = application.key, access_to(actor, application)
    yield NavEntry(_("Start page"), "layout-grid", reverse("builder:app_home", args=[key]), position=10)
    if access.can("design"):
        yield NavEntry(_("Design"), "wrench", reverse("builder:app_overview", args=[key]), _("Build"), position=900)
    if access.can("manage_access"):
        yield NavEntry(_("Access"), "shield", reverse("builder:access", args=[key]), _("Build"), position=910)
