"""Install the reports and dashboards of a package."""

from __future__ import annotations

from builder.applications.packages import Package, PartInstaller, package_parts
from builder.models import Application, User

from .dashboards import create_dashboard, publish_dashboard, save_dashboard_draft
from .reports import create_report, publish_report, save_report_draft


@package_parts.register
def reports_part() -> PartInstaller:
    """Reports come after the forms they ask about."""
    return PartInstaller(400, install_reports)


def install_reports(actor: User, application: Application, package: Package) -> None:
    """Create and publish the reports, then the dashboards that show them."""
    for key, file in package.parts("reports"):
        document = file["document"]
        form_key = document["dataset"]["form"]
        report = create_report(actor=actor, application=application, name=file["name"], form_key=form_key, key=key)
        save_report_draft(actor=actor, report=report, document=document, base_revision=report.draft_revision)
        publish_report(actor=actor, report=report)
    for key, file in package.parts("dashboards"):
        dashboard = create_dashboard(actor=actor, application=application, name=file["name"], key=key)
        save_dashboard_draft(
            actor=actor, dashboard=dashboard, document=file["document"], base_revision=dashboard.draft_revision
        )
        publish_dashboard(actor=actor, dashboard=dashboard)
