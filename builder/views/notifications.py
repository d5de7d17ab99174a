"""What is under the bell."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from builder.notifications.selectors.bell import PAGE, list_notifications
from builder.notifications.services.reading import mark_all_read, mark_read
from builder.requests import PageRequest

from .answers import onward


@require_safe
def notifications(request: PageRequest) -> HttpResponse:
    """Show the latest notifications, as a page or inside the bell."""
    before = request.GET.get("before", "")
    found = list_notifications(actor=request.user, before=int(before) if before.isdecimal() else None)
    context = {
        "notifications": found,
        "all_url": reverse("builder:notifications"),
        "read_url": reverse("builder:notifications_read"),
        "older": found[-1].pk if len(found) == PAGE else None,
    }
    inside_bell = request.headers.get("HX-Request") and request.headers.get("HX-Request-Type") != "full"
    template = "shell/_notifications.html" if inside_bell else "builder/notification/list.html"
    return render(request, template, context)


@require_POST
def notifications_read(request: PageRequest) -> HttpResponse:
    """Mark one notification, or all that were shown, as read."""
    one = request.POST.get("id", "")
    if one.isdecimal():
        mark_read(actor=request.user, ids=[int(one)])
    else:
        latest = list_notifications(actor=request.user, limit=1)
        if latest:
            mark_all_read(actor=request.user, up_to=latest[0].pk)
    if request.headers.get("HX-Request"):
        context = {"notifications": list_notifications(actor=request.user)}
        context["all_url"] = reverse("builder:notifications")  # type: ignore[assignment]
        return render(request, "shell/_notifications.html", context)
    return onward(request, "builder:notifications")
