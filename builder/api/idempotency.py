"""The `Idempotency-Key` header: sending a request twice has the effect of sending it once."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from rest_framework.response import Response

from builder.requests import ApiRequest

from .services.repeating import once

Endpoint = Callable[..., Response]


def idempotent(method: Endpoint) -> Endpoint:
    """Let a method of an endpoint honour the header; without the header nothing changes.

    A repeated request gets the first answer again, with the header `Idempotency-Replayed: true`.
    """

    @functools.wraps(method)
    def guarded(view: Any, request: ApiRequest, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return method(view, request, *args, **kwargs)
        headers: dict[str, str] = {}

        def action() -> tuple[int, Any]:
            response = method(view, request, *args, **kwargs)
            headers.update(response.headers)
            return response.status_code, response.data

        status, body, replayed = once(actor=request.user, key=key, request=_meaning(request), action=action)
        if replayed:
            headers["Idempotency-Replayed"] = "true"
        return Response(body, status=status, headers=headers)

    return guarded


def _meaning(request: ApiRequest) -> list[Any]:
    """Return what makes two requests the same."""
    files = {
        name: hashlib.sha256(b"".join(file.chunks())).hexdigest()
        for name, file in getattr(request, "FILES", {}).items()
    }
    data = request.data
    body = {name: data.getlist(name) for name in data if name not in files} if hasattr(data, "getlist") else data
    return [request.method, request.get_full_path(), body, files]
