"""The pages on which files are imported."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from builder.applications.selectors.applications import get_application
from builder.permissions import require
from builder.requests import PageRequest
from forms_engine.selectors.access import form_access
from forms_engine.selectors.forms import get_form


@require_safe
def record_import(request: PageRequest, app: str, form: str) -> HttpResponse:
    """Show the wizard that brings a file's rows into a form."""
    found = get_form(actor=request.user, app_key=app, form_key=form)
    require(form_access(request.user, found), "import")
    given = {
        "app": app,
        "form": form,
        "creates": False,
        "urls": {"api": f"/api/v1/apps/{app}/", "records": reverse("forms:record_list", args=[app, form])},
    }
    context = {"application": found.application, "form": found, "given": given}
    return render(request, "forms_engine/record/import.html", context)


@require_safe
def form_import(request: PageRequest, app: str) -> HttpResponse:
    """Show the wizard that makes a form of a file and brings its rows in."""
    application = get_application(actor=request.user, key=app, right="design")
    given = {
        "app": app,
        "form": "",
        "creates": True,
        "urls": {"api": f"/api/v1/apps/{app}/", "records": reverse("builder:app_home", args=[app])},
    }
    return render(request, "forms_engine/record/import.html", {"application": application, "given": given})
