"""Addresses of the reports engine's pages."""

from django.urls import path

from .views import dashboards, designer

app_name = "reports"

urlpatterns = [
    path("apps/<slug:app>/dashboards/<slug:key>/", dashboards.dashboard_view, name="dashboard_view"),
    path("design/<slug:app>/reports/", designer.report_list, name="report_list"),
    path("design/<slug:app>/reports/new/", designer.report_create, name="report_create"),
    path("design/<slug:app>/reports/<slug:key>/", designer.report_design, name="report_design"),
    path("design/<slug:app>/dashboards/new/", designer.dashboard_create, name="dashboard_create"),
    path("design/<slug:app>/dashboards/<slug:key>/", designer.dashboard_design, name="dashboard_design"),
]
