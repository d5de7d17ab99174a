"""Answers for the command palette and for pickers on pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from builder.api.rendering import dump
from builder.applications.search import search
from builder.organization.selectors.departments import search_departments
from builder.organization.selectors.people import search_people
from builder.requests import PageRequest


@require_safe
def find(request: PageRequest) -> HttpResponse:
    """Find apps, forms and places by name."""
    return _json({"groups": search(request.user, request.GET.get("q", ""))})


@require_safe
def find_people(request: PageRequest) -> HttpResponse:
    """Find people for a picker."""
    people = search_people(actor=request.user, text=request.GET.get("q", ""))
    return _json(
        {"results": [{"value": one.pk, "label": one.display_name, "hint": str(one.department or "")} for one in people]}
    )


@require_safe
def find_departments(request: PageRequest) -> HttpResponse:
    """Find departments for a picker."""
    departments = search_departments(actor=request.user, text=request.GET.get("q", ""))
    return _json({"results": [{"value": one.pk, "label": one.name} for one in departments]})


def _json(data: object) -> HttpResponse:
    return HttpResponse(dump(data), content_type="application/json")
