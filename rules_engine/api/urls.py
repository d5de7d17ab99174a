"""Addresses of the rules engine's API."""

from django.urls import path

from builder.api.definition_urls import definition_urls

from .rules import RuleKind, RuleRuns, RuleTrial

urlpatterns = [
    *definition_urls("rules", RuleKind()),
    path("apps/<slug:app>/rules/<slug:key>/runs/", RuleRuns.as_view(), name="api_rule_runs"),
    path("apps/<slug:app>/rules/<slug:key>/trial/", RuleTrial.as_view(), name="api_rule_trial"),
]
