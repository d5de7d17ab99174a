"""The search over everything a person may open; engines contribute their own finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.definitions.text import localized
from builder.models import User
from builder.permissions import access_everywhere, sees_everything

from .providers import Providers
from .selectors.applications import list_applications


@dataclass(frozen=True)
class SearchResult:
    """Something to go to; results of one `kind` (Forms, Dashboards, ...) stand together."""

    title: Any
    url: str
    icon: str
    kind: Any
    hint: Any = ""


SearchProvider = Callable[[User, str, int], Iterable[SearchResult]]

search_providers: Providers[SearchProvider] = Providers("search provider")


def search(actor: User, text: str, limit: int = 8) -> list[dict[str, Any]]:
    """Return groups of what the actor may open and what its name contains."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for provider in search_providers:
        for result in provider(actor, text.strip()[:100], limit):
            items = groups.setdefault(str(result.kind), [])
            if len(items) < limit:
                shown = {"label": localized(result.title), "hint": localized(result.hint)}
                items.append({**shown, "icon": result.icon, "url": result.url})
    return [{"label": label, "items": items} for label, items in groups.items()]


@search_providers.register
def find_applications(actor: User, text: str, limit: int) -> list[SearchResult]:
    """Find apps by their names in any language."""
    wanted = text.casefold()
    names = {app: " ".join(map(str, app.name.values())) for app in list_applications(actor=actor)}
    fitting = [app for app, name in names.items() if wanted in f"{name} {app.key}".casefold()]
    return [
        SearchResult(app.name, reverse("builder:app_home", args=[app.key]), app.icon, _("Apps"))
        for app in fitting[:limit]
    ]


@search_providers.register
def find_designers(actor: User, text: str, limit: int) -> list[SearchResult]:
    """Find the apps which the actor may design."""
    if not text:
        return []
    everywhere = sees_everything(actor)
    access = {} if everywhere else access_everywhere(actor)
    return [
        SearchResult(app.name, reverse("builder:app_overview", args=[app.key]), "wrench", _("Design"))
        for app in list_applications(actor=actor)
        if text.casefold() in localized(app.name).casefold()
        and (everywhere or (app.pk in access and access[app.pk].can("design")))
    ][:limit]


@search_providers.register
def find_places(actor: User, text: str, limit: int) -> list[SearchResult]:
    """Find the platform's own pages by name."""
    places = [(_("Home"), "house", "builder:home"), (_("My account"), "user-cog", "builder:account")]
    if actor.is_staff:
        places += [
            (_("People"), "users", "builder:person_list"),
            (_("Departments"), "network", "builder:department_list"),
            (_("Background jobs"), "list-checks", "builder:job_list"),
            (_("Incidents"), "triangle-alert", "builder:incident_list"),
            (_("API tokens"), "key-round", "builder:token_list"),
        ]
    return [
        SearchResult(label, reverse(name), icon, _("Pages"))
        for label, icon, name in places
        if text.casefold() in str(label).casefold()
    ][:limit]
