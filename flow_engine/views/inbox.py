"""The page on which people decide what waits for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from builder.requests import PageRequest
from flow_engine.selectors.inbox import counts


@require_safe
def inbox(request: PageRequest) -> HttpResponse:
    """Show the inbox; the address names the open part and the open request."""
    given = {
        "me": {"id": request.user.pk, "name": request.user.display_name},
        "counts": counts(actor=request.user),
        "urls": {
            "inbox": reverse("api_inbox"),
            "page": reverse("flow:inbox"),
            "people": reverse("builder:search_people"),
            "approve": reverse("api_tasks_approve"),
            "api": reverse("api_inbox").removesuffix("inbox/"),
        },
    }
    return render(request, "flow_engine/inbox/index.html", {"given": given})
