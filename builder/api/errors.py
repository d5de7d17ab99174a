"""Every error of the API as problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from builder.exceptions import Busy, DomainError, NotAllowed, NotFound, Problem, translated

CONTENT_TYPE = "application/problem+json"


def problem_response(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer an exception with problem details; unknown ones stay unanswered and become a 500."""
    del context
    error = _domain_error(exception)
    if error is not None:
        return _response(problem_of(error), error.status, _headers(error))
    if isinstance(exception, exceptions.APIException):
        return _framework_error(exception)
    return None


def problem_of(error: DomainError) -> dict[str, Any]:
    """Return the problem details of an error of the business."""
    body = details(error.code, translated(str(error.title)), error.status, str(error.detail))
    if error.problems:
        body["problems"] = [problem.as_dict() for problem in error.problems]
    return {**error.extra, **body}


def details(code: str, title: str, status: int, detail: str = "") -> dict[str, Any]:
    """Return the members that every problem has."""
    return {"type": f"/problems/{code}", "code": code, "title": title, "status": status, "detail": detail}


def _domain_error(exception: Exception) -> DomainError | None:
    if isinstance(exception, DomainError):
        return exception
    if isinstance(exception, Http404):
        return NotFound(_("There is nothing here."))
    if isinstance(exception, PermissionDenied):
        return NotAllowed(_("You may not do this."))
    if isinstance(exception, OperationalError):
        return Busy(_("The database is busy. Please try again."))
    return None


def _framework_error(error: exceptions.APIException) -> Response:
    if isinstance(error, exceptions.ValidationError):
        body = details("invalid", _("Invalid input"), 422, _("The input has problems."))
        body["problems"] = [problem.as_dict() for problem in _flatten("", error.get_full_details())]
        return _response(body, 422, {})
    code = str(error.get_codes()) if isinstance(error.detail, str) else error.default_code
    body = details(code, str(error.default_detail), error.status_code, str(error.detail))
    return _response(body, error.status_code, _framework_headers(error))


def _flatten(path: str, found: Any) -> Iterator[Problem]:
    """Turn the framework's nested answer into a flat list of problems."""
    if isinstance(found, Mapping):
        if set(found) == {"message", "code"} and isinstance(found["message"], str):
            yield Problem(path, str(found["code"]), str(found["message"]))
            return
        for key, below in found.items():
            own = "" if key == "non_field_errors" else str(key)
            yield from _flatten(".".join(part for part in (path, own) if part), below)
        return
    for position, below in enumerate(found):
        nested = isinstance(below, Mapping) and "message" not in below
        yield from _flatten(f"{path}.{position}" if nested and path else path, below)


def _framework_headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(error.auth_header)  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
    return headers


def _headers(error: DomainError) -> dict[str, str]:
    return {"Retry-After": "1"} if isinstance(error, Busy) else {}


def _response(body: dict[str, Any], status: int, headers: dict[str, str]) -> Response:
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)
