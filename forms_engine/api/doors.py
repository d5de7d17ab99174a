"""What the endpoints of records share: finding the form, and reading requests strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.views import APIView

from builder.api.rendering import load
from builder.exceptions import Invalid, NotFound, Problem
from builder.requests import ApiRequest
from forms_engine.models import Form
from forms_engine.selectors.forms import get_used_form
from forms_engine.selectors.queries import RecordQuery

BIGGEST_ID = 2**63
LISTS = ("sort", "fields")


class FormView(APIView):
    """Finds the form in the address."""

    def form(self, request: ApiRequest) -> Form:
        """Return the published form, which does not exist for those who may do nothing with it."""
        return get_used_form(actor=request.user, app_key=self.kwargs["app"], form_key=self.kwargs["key"])

    @property
    def record_id(self) -> int:
        """Return the record's id in the address."""
        found = int(self.kwargs["record"])
        if not found < BIGGEST_ID:
            raise NotFound(_("There is no such record."))
        return found


def body_of(request: ApiRequest, *known: str) -> dict[str, Any]:
    """Return the body, an object with known members only.

    Raises:
        Invalid: it is no object, or has members nobody asked for.
    """
    body = request.data
    if not isinstance(body, Mapping):
        raise Invalid(problems=[Problem("", "type", _("Send an object."))])
    unknown = sorted(set(body) - set(known))
    if unknown:
        raise Invalid(
            problems=[Problem(name[:60], "unknown_field", _("There is no such value to set.")) for name in unknown]
        )
    return dict(body)


def text_in(body: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    """Return a text in the body.

    Raises:
        Invalid: it is no text, or missing.
    """
    value = body.get(name, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise Invalid(problems=[Problem(name, "required" if not value else "type", _("Enter text."))])
    return value


def whole_number(value: Any, name: str, default: int | None = None) -> int | None:
    """Return a number in a query or a body.

    Raises:
        Invalid: it is none.
    """
    if value is None or value == "":
        return default
    plain = isinstance(value, int) and not isinstance(value, bool)
    if not plain and not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,18}", value)):
        raise Invalid(problems=[Problem(name, "type", _("Enter a whole number."))])
    return int(value)


def revision_of(request: ApiRequest, body: Mapping[str, Any]) -> int | None:
    """Return the revision a change starts from: `If-Match`, or `revision` in the body or the query."""
    match = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if match and match != "*":
        return whole_number(match, "If-Match")
    return whole_number(body.get("revision", request.query_params.get("revision")), "revision")


def query_of(request: ApiRequest) -> RecordQuery:
    """Return what the address asks of a list.

    Raises:
        Invalid: it is asked in a way nobody understands.
    """
    given = request.query_params
    lists = {name: tuple(part for part in given.get(name, "").split(",") if part) for name in LISTS}
    return RecordQuery(
        filter=filter_in(given.get("filter", "")),
        sort=lists["sort"],
        fields=lists["fields"] if "fields" in given else None,
        search=given.get("search", ""),
        limit=whole_number(given.get("limit"), "limit", 50) or 0,
        cursor=given.get("cursor", ""),
        count=given.get("count", "none") or "none",
        deleted=given.get("deleted", "") in ("1", "true"),
    )


def filter_in(text: str) -> Any:
    """Return a filter: a tree of conditions when it is written as JSON, otherwise an expression."""
    if "\x00" in text:
        raise Invalid(problems=[Problem("filter", "type", _("This is no filter."))])
    return load(text.encode()) if text.lstrip().startswith("{") else text
