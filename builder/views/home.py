"""The first page after signing in, and the first page of an app."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from builder.applications.home import recent_of, tasks_of
from builder.applications.navigation import entries_for
from builder.applications.selectors.applications import get_application, list_applications
from builder.context import shown
from builder.permissions import access_to
from builder.requests import PageRequest

from .inputs import ApplicationInput


@require_safe
def home(request: PageRequest) -> HttpResponse:
    """Show the person's apps, tasks and what they did lately."""
    context = {
        "apps": [shown(application) for application in list_applications(actor=request.user)],
        "tasks": tasks_of(request.user),
        "recent": recent_of(request.user),
        "new_app_form": ApplicationInput(initial={"icon": "box", "accent": "blue"}),
    }
    return render(request, "builder/home/index.html", context)


@require_safe
def app_home(request: PageRequest, app: str) -> HttpResponse:
    """Show what an app offers."""
    application = get_application(actor=request.user, key=app)
    inside = reverse("builder:app_home", args=[app])
    below = [entry for entry in entries_for(request.user, application) if entry.url.startswith(inside)]
    entries = [entry for entry in below if entry.url != inside]
    access = access_to(request.user, application)
    context = {
        "application": application,
        "entries": entries,
        "may_design": access.can("design"),
        "may_manage_access": access.can("manage_access"),
    }
    return render(request, "builder/app/home.html", context)
