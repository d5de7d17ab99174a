"""What forms add to the platform's pages of design."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.design_steps import DesignStep, step_providers
from builder.applications.sections import Section, SectionEntry, SectionLink, sections
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from forms_engine.models import Form
from forms_engine.selectors.forms import list_forms


@step_providers.register
def form_step(actor: User, application: Application) -> Iterable[DesignStep]:
    """Offer the design of forms."""
    if access_to(actor, application).can("design"):
        url = f"{reverse('builder:app_overview', args=[application.key])}#forms"
        yield DesignStep("forms", _("Forms"), "file-text", url, position=100)


@sections.register
def form_section(actor: User, application: Application) -> Section | None:
    """Show the forms in the overview."""
    return Section(
        key="forms",
        label=_("Forms"),
        icon="file-text",
        entries=[_entry(application, form) for form in list_forms(actor=actor, application=application)],
        empty_text=_("A form asks people for something and keeps what they answer as records."),
        create_label=_("New form"),
        create_url=reverse("forms:form_create", args=[application.key]),
        links=[SectionLink(_("From a file"), reverse("forms:form_import", args=[application.key]), "file-spreadsheet")],
        position=100,
    )


def _entry(application: Application, form: Form) -> SectionEntry:
    version = form.current_version
    state = "draft" if version is None else "published" if version.document == form.draft else "changed"
    url = reverse("forms:form_design", args=[application.key, form.key])
    return SectionEntry(localized(form.name), url, state, icon=form.icon)
