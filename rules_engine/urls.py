"""Addresses of the rules engine's pages."""

from django.urls import path

from .views import designer

app_name = "rules"

urlpatterns = [
    path("design/<slug:app>/rules/", designer.rule_list, name="rule_list"),
    path("design/<slug:app>/rules/new/", designer.rule_create, name="rule_create"),
    path("design/<slug:app>/rules/<slug:key>/", designer.rule_design, name="rule_design"),
]
