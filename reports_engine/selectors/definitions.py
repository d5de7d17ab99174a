"""Find reports and dashboards; every answer is limited to what the actor may see."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import Application, User
from builder.permissions import access_to, require
from reports_engine.models import Dashboard, Report


def list_reports(*, actor: User, application: Application) -> QuerySet[Report]:
    """Return the app's reports: all of them for its designers, the published ones for its users."""
    access = access_to(actor, application)
    require(access, "use")
    reports = Report.objects.filter(application=application, deleted_at=None).select_related("current_version")
    return reports if access.can("design") else reports.filter(current_version__isnull=False)


def get_report(*, actor: User, application: Application, key: str) -> Report:
    """Return one report.

    Raises:
        NotFound: there is none with this key.
    """
    report = list_reports(actor=actor, application=application).filter(key=key).first()
    if report is None:
        raise NotFound(_("There is no report with this key."))
    report.application = application
    return report


def list_dashboards(*, actor: User, application: Application) -> QuerySet[Dashboard]:
    """Return the app's dashboards: all of them for its designers, the published ones for its users."""
    access = access_to(actor, application)
    require(access, "use")
    found = Dashboard.objects.filter(application=application, deleted_at=None).select_related("current_version")
    return found if access.can("design") else found.filter(current_version__isnull=False)


def get_dashboard(*, actor: User, application: Application, key: str) -> Dashboard:
    """Return one dashboard.

    Raises:
        NotFound: there is none with this key.
    """
    dashboard = list_dashboards(actor=actor, application=application).filter(key=key).first()
    if dashboard is None:
        raise NotFound(_("There is no dashboard with this key."))
    dashboard.application = application
    return dashboard
