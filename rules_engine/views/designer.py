"""The pages on which rules are designed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from builder.applications.design_steps import design_steps
from builder.applications.selectors.applications import get_application
from builder.definitions.text import localized
from builder.permissions import access_to
from builder.requests import PageRequest
from rules_engine.models import Rule
from rules_engine.selectors.designing import design_choices, people_named
from rules_engine.selectors.rules import get_rule, list_rules
from rules_engine.services.rules import create_rule


@require_safe
def rule_list(request: PageRequest, app: str) -> HttpResponse:
    """Show the rules of an app."""
    application = get_application(actor=request.user, key=app, right="design")
    context = {
        "application": application,
        "rules": list_rules(actor=request.user, application=application),
        "choices": design_choices(actor=request.user, application=application),
        "design_title": localized(application.name),
        "design_steps": design_steps(request.user, application, "rules"),
        "back_url": reverse("builder:app_overview", args=[app]),
    }
    return render(request, "rules_engine/rule/list.html", context)


@require_POST
def rule_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a rule and go on to design it."""
    application = get_application(actor=request.user, key=app, right="design")
    rule = create_rule(
        actor=request.user,
        application=application,
        name=request.POST.get("name", ""),
        form_key=request.POST.get("form", ""),
    )
    return redirect("rules:rule_design", app=app, key=rule.key)


@require_safe
def rule_design(request: PageRequest, app: str, key: str) -> HttpResponse:
    """Show the designer of one rule."""
    application = get_application(actor=request.user, key=app, right="design")
    rule = get_rule(actor=request.user, application=application, key=key)
    choices = design_choices(actor=request.user, application=application)
    context = {
        "application": application,
        "rule": rule,
        "design_title": localized(rule.name),
        "design_steps": design_steps(request.user, application, "rules"),
        "back_url": reverse("rules:rule_list", args=[app]),
        "given": {
            **choices,
            "draft": rule.draft,
            "revision": rule.draft_revision,
            "enabled": rule.enabled,
            "version": rule.current_version.number if rule.current_version is not None else None,
            "may_publish": access_to(request.user, application).can("publish"),
            "people": people_named(rule.draft),
            "urls": _urls(app, rule),
        },
    }
    return render(request, "rules_engine/rule/design.html", context)


def _urls(app: str, rule: Rule) -> dict[str, Any]:
    names = ("draft", "check", "diff", "publish")
    urls = {name: reverse(f"api_rules_{name}", args=[app, rule.key]) for name in names}
    return {
        **urls,
        "rule": reverse("api_rules_one", args=[app, rule.key]),
        "runs": reverse("api_rule_runs", args=[app, rule.key]),
        "trial": reverse("api_rule_trial", args=[app, rule.key]),
        "forms": reverse("api_forms", args=[app]),
        "people": reverse("builder:search_people"),
    }
