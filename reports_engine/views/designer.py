"""The pages on which reports and dashboards are designed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from builder.applications.design_steps import design_steps
from builder.applications.selectors.applications import get_application
from builder.definitions.text import localized
from builder.models import Application
from builder.permissions import access_to
from builder.requests import PageRequest
from reports_engine.charts import chart_types
from reports_engine.models import Dashboard, Report
from reports_engine.selectors.definitions import get_dashboard, get_report, list_dashboards, list_reports
from reports_engine.selectors.sources import sources
from reports_engine.services.dashboards import create_dashboard
from reports_engine.services.reports import create_report


@require_safe
def report_list(request: PageRequest, app: str) -> HttpResponse:
    """Show the reports and dashboards of an app."""
    application = get_application(actor=request.user, key=app, right="design")
    context = {
        **_frame(request, application, localized(application.name), reverse("builder:app_overview", args=[app])),
        "reports": list_reports(actor=request.user, application=application),
        "dashboards": list_dashboards(actor=request.user, application=application),
        "forms": sources(actor=request.user, application=application),
    }
    return render(request, "reports_engine/report/list.html", context)


@require_POST
def report_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a report and go on to build it."""
    application = get_application(actor=request.user, key=app, right="design")
    name, form_key = request.POST.get("name", ""), request.POST.get("form", "")
    report = create_report(actor=request.user, application=application, name=name, form_key=form_key)
    return redirect("reports:report_design", app=app, key=report.key)


@require_POST
def dashboard_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a dashboard and go on to fill it."""
    application = get_application(actor=request.user, key=app, right="design")
    dashboard = create_dashboard(actor=request.user, application=application, name=request.POST.get("name", ""))
    return redirect("reports:dashboard_design", app=app, key=dashboard.key)


@require_safe
def report_design(request: PageRequest, app: str, key: str) -> HttpResponse:
    """Show the builder of one report."""
    application = get_application(actor=request.user, key=app, right="design")
    report = get_report(actor=request.user, application=application, key=key)
    charts = [
        {"key": one.key, "label": one.label, "icon": one.icon, "settings_schema": one.settings_schema}
        for one in chart_types
    ]
    names = ("draft", "diff", "publish", "preview")
    given = {
        "draft": report.draft,
        "revision": report.draft_revision,
        "forms": sources(actor=request.user, application=application),
        "charts": charts,
        "version": _number(report),
        "may_publish": access_to(request.user, application).can("publish"),
        "urls": {
            **{name: reverse(f"api_reports_{name}", args=[app, key]) for name in names},
            "forms": reverse("api_forms", args=[app]),
        },
    }
    frame = _frame(request, application, localized(report.name), reverse("reports:report_list", args=[app]))
    return render(request, "reports_engine/report/design.html", {**frame, "given": given})


@require_safe
def dashboard_design(request: PageRequest, app: str, key: str) -> HttpResponse:
    """Show the designer of one dashboard."""
    application = get_application(actor=request.user, key=app, right="design")
    dashboard = get_dashboard(actor=request.user, application=application, key=key)
    reports = list_reports(actor=request.user, application=application).filter(current_version__isnull=False)
    given = {
        "draft": dashboard.draft,
        "revision": dashboard.draft_revision,
        "version": _number(dashboard),
        "may_publish": access_to(request.user, application).can("publish"),
        "reports": [_choice(one, one.current_version.document) for one in reports if one.current_version is not None],
        "forms": [
            {"key": form["key"], "label": form["label"], "dates": form["dates"]}
            for form in sources(actor=request.user, application=application)
        ],
        "urls": {
            **{name: reverse(f"api_dashboards_{name}", args=[app, key]) for name in ("draft", "diff", "publish")},
            "view": reverse("reports:dashboard_view", args=[app, key]),
            "reports": reverse("api_reports", args=[app]),
        },
    }
    frame = _frame(request, application, localized(dashboard.name), reverse("reports:report_list", args=[app]))
    return render(request, "reports_engine/dashboard/design.html", {**frame, "given": given, "dashboard": dashboard})


def _choice(report: Report, document: Mapping[str, Any]) -> dict[str, Any]:
    asked = {"form": document["dataset"]["form"], "chart": document["chart"]["type"]}
    return {"key": report.key, "label": localized(report.name), **asked}


def _number(definition: Report | Dashboard) -> int | None:
    version = definition.current_version
    return version.number if version is not None else None


def _frame(request: PageRequest, application: Application, title: str, back_url: str) -> dict[str, Any]:
    return {
        "application": application,
        "design_title": title,
        "design_steps": design_steps(request.user, application, "reports"),
        "back_url": back_url,
    }
