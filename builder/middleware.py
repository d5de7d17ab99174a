"""What every page request passes through: sign-in, personal settings, and errors of the business."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from builder.exceptions import DomainError

Handler = Callable[[HttpRequest], HttpResponseBase]


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for a sign-in everywhere except where a view says otherwise."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """Send the browser to the sign-in page, also when only a fragment was asked for."""
        answer = super().handle_no_permission(request, view_func)
        # An ordinary redirect would put the sign-in page where a fragment belongs.
        return HttpResponseClientRedirect(answer.url) if getattr(request, "htmx", False) else answer


class PersonalSettingsMiddleware:
    """Answer in the person's language and time zone, and know their theme."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Activate the settings for this one request."""
        user = request.user
        request.theme = request.COOKIES.get("theme", "system")  # type: ignore[attr-defined]
        if user.is_authenticated:
            request.theme = user.theme  # type: ignore[attr-defined]
            if user.language:
                translation.activate(user.language)
                request.LANGUAGE_CODE = translation.get_language()
        zone = getattr(user, "timezone", "") or request.COOKIES.get("timezone", "")
        with timezone.override(_zone(zone)):
            response = self.get_response(request)
        if user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        response["Content-Language"] = translation.get_language() or ""
        return response


class DomainErrorMiddleware:
    """Turn an error of the business into a page that says what happened; the API has its own answer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer the error, as a whole page or as the fragment that htmx swaps in."""
        # Imported late: views need the apps to be loaded, middleware is imported before that.
        from builder.views.errors import error_answer  # noqa: PLC0415

        return error_answer(request, exception) if isinstance(exception, DomainError) else None


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
