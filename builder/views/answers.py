"""Where a page goes on after it did what was asked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from builder.requests import PageRequest


def onward(request: PageRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """Go on to another page, as a whole also when htmx asked."""
    address = resolve_url(to, *args, **kwargs)
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else HttpResponseRedirect(address)
