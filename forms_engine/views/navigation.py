"""What forms add to the side navigation and to the search over apps and forms."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.navigation import NavEntry, navigation
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from forms_engine.selectors.forms import list_forms


@navigation.register
def form_entries(actor: User, application: Application | None) -> Iterable[NavEntry]:
    """Offer the records of every form that the actor may read or fill in."""
    if application is None or not access_to(actor, application).can("use"):
        return
    for form in list_forms(actor=actor, application=application):
        rights = access_to(actor, application).form(form.key)
        if form.current_version_id is None or not rights.actions:
            continue
        page = "forms:record_list" if rights.can("read") else "forms:record_new"
        url = reverse(page, args=[application.key, form.key])
        yield NavEntry(localized(form.name), form.icon, url, _("Data"), position=200)
