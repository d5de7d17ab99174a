"""Create apps, and oversee the definitions of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from builder.applications.design_steps import design_steps
from builder.applications.sections import sections_of
from builder.applications.selectors.applications import get_application
from builder.applications.services.applications import create_application, remove_application, update_application
from builder.definitions.text import localized
from builder.exceptions import DomainError
from builder.models import Application
from builder.permissions import access_to
from builder.requests import PageRequest

from .answers import onward
from .inputs import ApplicationInput, show_problems


@require_POST
def app_create(request: PageRequest) -> HttpResponse:
    """Create an app and go on to design it."""
    form = ApplicationInput(request.POST)
    if form.is_valid():
        try:
            application = create_application(actor=request.user, **_texts({}, form.cleaned_data))
        except DomainError as error:
            show_problems(form, error)
        else:
            return onward(request, "builder:app_overview", app=application.key)
    return render(request, "builder/app/new.html", {"form": form}, status=422)


@require_safe
def app_overview(request: PageRequest, app: str) -> HttpResponse:
    """Show the forms, flows, rules, reports and dashboards of an app, and where each stands."""
    application = get_application(actor=request.user, key=app, right="design")
    return _overview(request, application, _settings_form(application))


@require_POST
def app_update(request: PageRequest, app: str) -> HttpResponse:
    """Change how an app is called and looks."""
    application = get_application(actor=request.user, key=app, right="design")
    form = ApplicationInput(request.POST)
    if form.is_valid():
        values = _texts({"name": application.name, "description": application.description}, form.cleaned_data)
        try:
            update_application(actor=request.user, application=application, **values)
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("The app was changed."))
            return onward(request, "builder:app_overview", app=app)
    return _overview(request, application, form, status=422)


@require_POST
def app_remove(request: PageRequest, app: str) -> HttpResponse:
    """Put an app away."""
    application = get_application(actor=request.user, key=app, right="manage_access")
    remove_application(actor=request.user, application=application)
    messages.success(request, _("The app was removed."))
    return onward(request, "builder:home")


def _overview(
    request: PageRequest, application: Application, form: ApplicationInput, status: int = 200
) -> HttpResponse:
    context = {
        "application": application,
        "sections": sections_of(request.user, application),
        "settings_form": form,
        "access": {"manage_access": access_to(request.user, application).can("manage_access")},
        "design_steps": design_steps(request.user, application, "overview"),
    }
    return render(request, "builder/app/overview.html", context, status=status)


def _settings_form(application: Application) -> ApplicationInput:
    return ApplicationInput(
        initial={
            "name": localized(application.name),
            "description": localized(application.description),
            "icon": application.icon,
            "accent": application.accent,
        }
    )


def _texts(before: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the texts put under the language in which they were written."""
    language = (get_language() or "en").lower()
    texts = {key: {**(before.get(key) or {}), language: values[key]} for key in ("name", "description")}
    return {**values, **texts}
