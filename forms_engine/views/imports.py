"""The pages on which files are imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from builder.applications.selectors.applications import get_application
from builder.permissions import require
from builder.requests import PageRequest
from forms_engine.fields import field_types
from forms_engine.imports.limits import TEXT_SUFFIXES, WORKBOOK_SUFFIXES
from forms_engine.imports.naming import TYPES
from forms_engine.selectors.access import form_access
from forms_engine.selectors.forms import get_used_form
from forms_engine.selectors.imports import sample_row

ANY_FORM = "any-form"
UPLOADS = 4


@require_safe
def record_import(request: PageRequest, app: str, form: str) -> HttpResponse:
    """Show the wizard that brings a file's rows into a form."""
    found = get_used_form(actor=request.user, app_key=app, form_key=form)
    require(form_access(request.user, found), "import")
    given = _given(app, form, sample_row(request.user, found))
    context = {"application": found.application, "form": found, "given": given}
    return render(request, "forms_engine/record/import.html", context)


@require_safe
def form_import(request: PageRequest, app: str) -> HttpResponse:
    """Show the wizard that makes a form of a file and brings its rows in."""
    application = get_application(actor=request.user, key=app, right="design")
    given = _given(app, "", [])
    return render(request, "forms_engine/record/import.html", {"application": application, "given": given})


def _given(app: str, form: str, sample: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the wizard needs to know; addresses of a form have `ANY_FORM` where its key belongs."""
    types = {one.key: {"label": str(one.label), "icon": one.icon, "unique": one.unique_allowed} for one in field_types}
    return {
        "form": form,
        "creates": not form,
        "sample": sample,
        "types": types,
        "creatable": list(TYPES),
        "limits": {
            "bytes": settings.FILE_UPLOAD_MAX_BYTES * UPLOADS,
            "suffixes": [*WORKBOOK_SUFFIXES, *TEXT_SUFFIXES],
        },
        "urls": {
            "imports": reverse("api_imports", args=[app]),
            "records": reverse("forms:record_list", args=[app, ANY_FORM]),
            "design": reverse("forms:form_design", args=[app, ANY_FORM]),
            "any_form": ANY_FORM,
        },
    }
