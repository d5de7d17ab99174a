"""Pages for addresses that lead nowhere and for what nobody expected; the API gets problem details."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from builder.api.errors import CONTENT_TYPE, details
from builder.api.rendering import dump
from builder.exceptions import DomainError, NotAllowed, NotFound, translated


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere."""
    del exception
    return error_answer(request, NotFound(_("There is nothing here.")))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what may not be done."""
    del exception
    return error_answer(request, NotAllowed(_("You may not do this.")))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from one of our pages, or from one that is too old."""
    del reason
    return error_answer(request, NotAllowed(_("This page is too old. Go back, load it again and repeat the step.")))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense."""
    del exception
    error = DomainError(_("The request makes no sense."))
    return error_answer(request, error)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what nobody expected, without asking the database for anything."""
    if request.path.startswith("/api/"):
        body = details("error", _("Something went wrong"), 500, _("The error was recorded."))
        return HttpResponse(dump(body), status=500, content_type=CONTENT_TYPE)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def error_answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Answer an error of the business: as problem details, as a fragment, or as a page."""
    if request.path.startswith("/api/"):
        body = details(error.code, translated(str(error.title)), error.status, str(error.detail))
        return HttpResponse(dump(body), status=error.status, content_type=CONTENT_TYPE)
    templates = [f"errors/{error.status}.html", "errors/error.html"]
    if getattr(request, "htmx", False):
        templates = ["errors/_problem.html"]
    content = render_to_string(templates, {"error": shown(error)}, request)
    return HttpResponse(content, status=error.status)


def shown(error: DomainError) -> dict[str, Any]:
    """Return what error pages show, in the person's language."""
    return {
        "code": error.code,
        "status": error.status,
        "title": translated(str(error.title)),
        "detail": str(error.detail),
        "problems": [problem.as_dict() for problem in error.problems],
    }
