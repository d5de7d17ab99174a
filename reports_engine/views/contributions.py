"""What reports add to the platform's pages: dashboards in navigation and search, reports in the design overview."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from builder.applications.design_steps import DesignStep, step_providers
from builder.applications.navigation import NavEntry, navigation
from builder.applications.search import SearchResult, search_providers
from builder.applications.sections import CreateField, Section, SectionEntry, sections
from builder.applications.selectors.applications import list_applications
from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to
from reports_engine.models import Dashboard, Report
from reports_engine.selectors.definitions import list_dashboards, list_reports
from reports_engine.selectors.sources import sources


@navigation.register
def dashboard_entries(actor: User, application: Application | None) -> Iterable[NavEntry]:
    """Offer the published dashboards of the app."""
    if application is None or not access_to(actor, application).can("use"):
        return
    for dashboard, url in _pages(actor, application):
        yield NavEntry(localized(dashboard.name), "layout-dashboard", url, _("Dashboards"), position=500)


@search_providers.register
def find_dashboards(actor: User, text: str, limit: int) -> Iterable[SearchResult]:
    """Find the dashboards that the actor may see, by their names in any language."""
    wanted = text.casefold()
    if not wanted:
        return
    left = limit
    for application in list_applications(actor=actor):
        for dashboard, url in _pages(actor, application):
            if left and wanted in " ".join(map(str, dashboard.name.values())).casefold():
                left -= 1
                yield SearchResult(dashboard.name, url, "layout-dashboard", _("Dashboards"), application.name)


def _pages(actor: User, application: Application) -> Iterable[tuple[Dashboard, str]]:
    for dashboard in list_dashboards(actor=actor, application=application).filter(current_version__isnull=False):
        yield dashboard, reverse("reports:dashboard_view", args=[application.key, dashboard.key])


@step_providers.register
def report_step(actor: User, application: Application) -> Iterable[DesignStep]:
    """Offer the design of reports."""
    if access_to(actor, application).can("design"):
        url = reverse("reports:report_list", args=[application.key])
        yield DesignStep("reports", _("Reports"), "chart-column", url, position=400)


@sections.register
def report_section(actor: User, application: Application) -> Section | None:
    """Show the reports in the overview."""
    forms = [(form["key"], form["label"]) for form in sources(actor=actor, application=application)]
    return Section(
        key="reports",
        label=_("Reports"),
        icon="chart-column",
        entries=[
            _entry(report, reverse("reports:report_design", args=[application.key, report.key]))
            for report in list_reports(actor=actor, application=application)
        ],
        empty_text=_("A report groups and sums the records of a form and draws the answer."),
        create_label=_("New report"),
        create_url=reverse("reports:report_create", args=[application.key]) if forms else "",
        create_fields=(CreateField("form", _("About records of"), forms),),
        all_url=reverse("reports:report_list", args=[application.key]),
        position=400,
    )


@sections.register
def dashboard_section(actor: User, application: Application) -> Section | None:
    """Show the dashboards in the overview."""
    return Section(
        key="dashboards",
        label=_("Dashboards"),
        icon="layout-dashboard",
        entries=[
            _entry(dashboard, reverse("reports:dashboard_design", args=[application.key, dashboard.key]))
            for dashboard in list_dashboards(actor=actor, application=application)
        ],
        empty_text=_("A dashboard shows reports as tiles beside each other."),
        create_label=_("New dashboard"),
        create_url=reverse("reports:dashboard_create", args=[application.key]),
        all_url=reverse("reports:report_list", args=[application.key]),
        position=500,
    )


def _entry(definition: Report | Dashboard, url: str) -> SectionEntry:
    version = definition.current_version
    state = "draft" if version is None else "published" if version.document == definition.draft else "changed"
    return SectionEntry(localized(definition.name), url, state)
