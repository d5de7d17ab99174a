"""Addresses of the reports engine's API."""

from django.urls import path

from builder.api.definition_urls import definition_urls

from .dashboards import DashboardKind, DashboardTile
from .reports import ReportKind, ReportPreview, ReportQuery

urlpatterns = [
    *definition_urls("reports", ReportKind()),
    path("apps/<slug:app>/reports/<slug:key>/query/", ReportQuery.as_view(), name="api_report_query"),
    path("apps/<slug:app>/reports/<slug:key>/preview/", ReportPreview.as_view(), name="api_reports_preview"),
    *definition_urls("dashboards", DashboardKind()),
    path(
        "apps/<slug:app>/dashboards/<slug:key>/tiles/<slug:tile>/",
        DashboardTile.as_view(),
        name="api_dashboard_tile",
    ),
]
