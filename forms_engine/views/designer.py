"""The pages on which forms are designed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from builder.applications.design_steps import design_steps
from builder.applications.selectors.applications import get_application
from builder.definitions.text import localized
from builder.requests import PageRequest
from forms_engine.models import Form
from forms_engine.selectors.designing import design_choices
from forms_engine.selectors.forms import get_design
from forms_engine.services.forms import create_form


@require_POST
def form_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a form and go on to design it."""
    application = get_application(actor=request.user, key=app, right="design")
    language = (request.LANGUAGE_CODE or "en").lower()
    form = create_form(
        actor=request.user, application=application, name={language: request.POST.get("name", "").strip()}
    )
    return redirect("forms:form_design", app=app, form=form.key)


@require_safe
def form_design(request: PageRequest, app: str, form: str) -> HttpResponse:
    """Show the designer of one form."""
    definition = get_design(actor=request.user, app_key=app, form_key=form)
    version = definition.current_version
    context = {
        "application": definition.application,
        "form": definition,
        "design_title": localized(definition.name),
        "design_steps": design_steps(request.user, definition.application, "forms"),
        "back_url": reverse("builder:app_overview", args=[app]),
        "given": {
            **design_choices(definition),
            "app": app,
            "form": definition.key,
            "document": definition.draft,
            "revision": definition.draft_revision,
            "version": version.number if version is not None else None,
            "languages": [{"code": code, "name": gettext(str(name))} for code, name in settings.LANGUAGES],
            "urls": _urls(app, definition),
        },
    }
    return render(request, "forms_engine/form/design.html", context)


def _urls(app: str, form: Form) -> dict[str, Any]:
    names = ("draft", "check", "diff", "publish")
    return {
        **{name: reverse(f"api_forms_{name}", args=[app, form.key]) for name in names},
        "preview": reverse("api_form_preview", args=[app, form.key]),
        "expression": reverse("api_expression_check"),
        "people": reverse("builder:search_people"),
        "departments": reverse("builder:search_departments"),
        "forms": reverse("api_forms", args=[app]),
        "open": f"{reverse('builder:app_home', args=[app])}{form.key}/new/",
    }
