"""Requests of people who are signed in, as types: every door but the sign-in has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from rest_framework.request import Request

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from builder.models import ApiToken, User


class PageRequest(HttpRequest):
    """A request for a page."""

    if TYPE_CHECKING:
        user: User
        htmx: HtmxDetails
        theme: str


class ApiRequest(Request):
    """A request to the API; `auth` is the token it came with, if any."""

    if TYPE_CHECKING:
        user: User
        auth: ApiToken | None
