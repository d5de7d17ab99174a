"""Records in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from builder.api.idempotency import idempotent
from builder.exceptions import Invalid, Problem
from builder.requests import ApiRequest
from forms_engine.selectors.aggregates import AggregateSpec, Dimension, Measure, aggregate_records
from forms_engine.selectors.history import record_history
from forms_engine.selectors.records import get_record, list_records, pick_records
from forms_engine.services.bulk import change_many
from forms_engine.services.records import RecordRef, amend_record, delete_record, restore_record, submit_record

from .doors import FormView, body_of, filter_in, query_of, revision_of, text_in, whole_number


class RecordList(FormView):
    """The records of a form."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return a page of records."""
        return Response(list_records(request.user, self.form(request), query_of(request)).as_dict())

    @idempotent
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Create a record; with `Prefer: return=representation` the answer holds all of it."""
        form = self.form(request)
        values = _values(body_of(request, "values"))
        ref = submit_record(actor=request.user, form=form, values=values, via="api")
        return _answer(request, form, ref, 201)


class RecordOne(FormView):
    """One record."""

    def get(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Return the record with its sub-tables."""
        deleted = request.query_params.get("deleted", "") in ("1", "true")
        found = get_record(request.user, self.form(request), self.record_id, deleted=deleted)
        return Response(found, headers={"ETag": f'"{found["revision"]}"'})

    @idempotent
    def patch(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Change some fields; 409 with both versions when somebody was faster."""
        form = self.form(request)
        body = body_of(request, "values", "revision")
        ref = amend_record(
            actor=request.user,
            form=form,
            record_id=self.record_id,
            values=_values(body),
            revision=revision_of(request, body),
            via="api",
        )
        return _answer(request, form, ref, 200)

    def delete(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Move the record to the recycle bin."""
        delete_record(
            actor=request.user,
            form=self.form(request),
            record_id=self.record_id,
            revision=revision_of(request, {}),
            via="api",
        )
        return Response(status=204)


class RecordRestore(FormView):
    """Bringing a record back."""

    def post(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Bring the record back from the recycle bin."""
        form = self.form(request)
        return _answer(
            request, form, restore_record(actor=request.user, form=form, record_id=self.record_id, via="api"), 200
        )


class RecordBulk(FormView):
    """Changing many records."""

    @idempotent
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Create, update, upsert and delete; `"each": true` does what can be done and reports the rest."""
        body = body_of(request, "create", "update", "upsert", "delete", "each")
        each = body.pop("each", False) is True
        done = change_many(actor=request.user, form=self.form(request), operations=body, each=each)
        for one in done:
            one.pop("_problems", None)
        return Response({"results": done}, status=207 if any("error" in one for one in done) else 200)


class RecordAggregate(FormView):
    """Figures."""

    token_scope = "read"  # noqa: S105 - the name of a scope

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return grouped figures."""
        body = body_of(request, "dimensions", "measures", "filter", "search", "sort", "limit")
        wanted = body.get("filter")
        spec = AggregateSpec(
            dimensions=[Dimension(**one) for one in _parts(body, "dimensions", Dimension)],
            measures=[Measure(**one) for one in _parts(body, "measures", Measure)] or (Measure(),),
            filter=filter_in(wanted) if isinstance(wanted, str) else wanted,
            search=text_in(body, "search"),
            sort=[one for one in body.get("sort") or () if isinstance(one, str)],
            limit=whole_number(body.get("limit"), "limit", 1000) or 0,
        )
        return Response(aggregate_records(request.user, self.form(request), spec).as_dict())


class RecordPicker(FormView):
    """Choosing a record to link to."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return ids and titles that fit `search`, or those of `ids`."""
        given = request.query_params
        ids = [whole_number(one, "ids") or 0 for one in given["ids"].split(",") if one] if "ids" in given else None
        found = pick_records(
            request.user,
            self.form(request),
            search=given.get("search", ""),
            wanted=filter_in(given.get("filter", "")),
            ids=ids,
            limit=whole_number(given.get("limit"), "limit", 20) or 0,
        )
        return Response({"results": found})


class RecordHistory(FormView):
    """What happened to a record."""

    def get(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Return its history, newest first; `before` goes on where the last page ended."""
        entries, more = record_history(
            request.user,
            self.form(request),
            self.record_id,
            before=whole_number(request.query_params.get("before"), "before"),
            limit=whole_number(request.query_params.get("limit"), "limit", 50) or 1,
        )
        return Response({"results": entries, "next": more})


def _answer(request: ApiRequest, form: Any, ref: RecordRef, status: int) -> Response:
    body: dict[str, Any] = {"id": ref.id, "number": ref.number, "revision": ref.revision}
    if "return=representation" in request.headers.get("Prefer", ""):
        body = get_record(request.user, form, ref.id)
    headers = {"ETag": f'"{ref.revision}"'}
    if status == 201:
        headers["Location"] = f"{request.path}{ref.id}/"
    return Response(body, status=status, headers=headers)


def _values(body: dict[str, Any]) -> dict[str, Any]:
    values = body.get("values")
    if not isinstance(values, dict):
        raise Invalid(problems=[Problem("values", "type", _("Send the values as an object."))])
    return values


def _parts(body: dict[str, Any], name: str, shape: Any) -> list[dict[str, Any]]:
    """Return dimensions or measures: objects, or for a plain field its name."""
    known = set(shape.__dataclass_fields__)
    parts = body.get(name) or []
    if not isinstance(parts, list):
        raise Invalid(problems=[Problem(name, "type", _("Send a list."))])
    found = [{"field": part} if isinstance(part, str) and shape is Dimension else part for part in parts]
    for index, part in enumerate(found):
        if not isinstance(part, dict) or set(part) - known or not all(isinstance(one, str) for one in part.values()):
            raise Invalid(problems=[Problem(f"{name}.{index}", "type", _("This is not understood."))])
    return found
