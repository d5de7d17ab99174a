"""The page on which people read about the API and try it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from builder.requests import PageRequest


@require_safe
def api_docs(request: PageRequest) -> HttpResponse:
    """Show every operation of the API."""
    return render(request, "builder/api/docs.html")
