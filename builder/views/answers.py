"""Where a page goes on after it did what was asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect


def onward(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go on to another page, as a whole also when htmx asked."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(resolve_url(to, *args, **kwargs))
    return redirect(to, *args, **kwargs)
