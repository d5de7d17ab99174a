"""What forms add to the side navigation, to the search over everything, and to the home page."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.home import RecentItem, recent_items
from builder.applications.navigation import NavEntry, navigation
from builder.applications.search import SearchResult, search_providers
from builder.applications.selectors.applications import list_applications
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from forms_engine.models import Form
from forms_engine.selectors.forms import list_forms
from forms_engine.selectors.recent import touched_lately


@navigation.register
def form_entries(actor: User, application: Application | None) -> Iterable[NavEntry]:
    """Offer the records of every form that the actor may read or fill in."""
    if application is None or not access_to(actor, application).can("use"):
        return
    for form, url in _pages(actor, application):
        yield NavEntry(localized(form.name), form.icon, url, _("Data"), position=200)


@search_providers.register
def find_forms(actor: User, text: str, limit: int) -> Iterable[SearchResult]:
    """Find the forms that the actor may use, by their names in any language."""
    wanted = text.casefold()
    if not wanted:
        return
    left = limit
    for application in list_applications(actor=actor):
        for form, url in _pages(actor, application):
            if left and wanted in " ".join(map(str, form.name.values())).casefold():
                left -= 1
                yield SearchResult(form.name, url, form.icon, _("Forms"), application.name)


@recent_items.register
def recent_records(actor: User, limit: int) -> Iterable[RecentItem]:
    """Offer the records that the actor wrote lately."""
    for one in touched_lately(actor, limit):
        url = reverse("forms:record_page", args=[one.form.application.key, one.form.key, one.record_id])
        yield RecentItem(one.title, url, one.form.icon, localized(one.form.name), one.at)


def _pages(actor: User, application: Application) -> Iterable[tuple[Form, str]]:
    """Return the published forms that the actor may read or fill in, each with the page to begin with."""
    access = access_to(actor, application)
    for form in list_forms(actor=actor, application=application):
        rights = access.form(form.key)
        if form.current_version_id is None or not rights.actions:
            continue
        page = "forms:record_list" if rights.can("read") else "forms:record_new"
        yield form, reverse(page, args=[application.key, form.key])
