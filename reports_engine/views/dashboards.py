"""The pages on which dashboards are read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from builder.applications.selectors.applications import get_application
from builder.permissions import access_to
from builder.requests import PageRequest
from reports_engine.exceptions import ReportNotPublished
from reports_engine.selectors.definitions import get_dashboard
from reports_engine.selectors.tiles import tiles_for


@require_safe
def dashboard_view(request: PageRequest, app: str, key: str) -> HttpResponse:
    """Show a dashboard; its tiles ask for their numbers by themselves."""
    application = get_application(actor=request.user, key=app)
    dashboard = get_dashboard(actor=request.user, application=application, key=key)
    if dashboard.current_version is None:
        raise ReportNotPublished
    context = {
        "application": application,
        "dashboard": dashboard,
        "document": tiles_for(actor=request.user, application=application, document=dashboard.current_version.document),
        "src": reverse("api_dashboards_one", args=[app, key]),
        "may_design": access_to(request.user, application).can("design"),
    }
    return render(request, "reports_engine/dashboard/view.html", context)
