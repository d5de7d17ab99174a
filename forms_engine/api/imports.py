"""The import wizard in the API: upload, inspect, try, start, follow, and fetch what was refused."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.api.idempotency import idempotent
from builder.applications.selectors.applications import get_application
from builder.exceptions import Invalid, Problem
from builder.models import Application
from builder.requests import ApiRequest
from forms_engine.models import Form, ImportBatch
from forms_engine.selectors.forms import get_form
from forms_engine.selectors.imports import batch_as_dict, get_import, inspect_file, list_imports, refused_rows
from forms_engine.services.form_from_file import create_form_from_file
from forms_engine.services.importing import opened
from forms_engine.services.imports import progress_of, start_import, try_import, upload_import

from .doors import FormView, body_of, whole_number
from .sheets import csv_lines


class ImportDoor(APIView):
    """Finds the app and the import in the address."""

    def application(self, request: ApiRequest) -> Application:
        """Return the app."""
        return get_application(actor=request.user, key=self.kwargs["app"])

    def batch(self, request: ApiRequest) -> ImportBatch:
        """Return the import, which only those know who uploaded its file."""
        return get_import(request.user, self.application(request), int(self.kwargs["batch"]))


class ImportList(ImportDoor):
    """Imports into an app."""

    parser_classes = [MultiPartParser]

    def get(self, request: ApiRequest, app: str) -> Response:
        """Return the caller's latest imports."""
        found = list_imports(request.user, self.application(request))
        return Response({"results": [batch_as_dict(one) for one in found]})

    @idempotent
    def post(self, request: ApiRequest, app: str) -> Response:
        """Upload a `file`, for a `form` or, without one, to make a form from it."""
        key = str(request.data.get("form", "")).replace("\0", "")
        form = get_form(actor=request.user, app_key=app, form_key=key) if key else None
        return _uploaded(request, self.application(request), form)


class FormImport(FormView):
    """Imports into a form."""

    parser_classes = [MultiPartParser]

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the caller's latest imports into the form."""
        form = self.form(request)
        found = list_imports(request.user, form.application, form)
        return Response({"results": [batch_as_dict(one) for one in found]})

    @idempotent
    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Upload a `file`."""
        form = self.form(request)
        return _uploaded(request, form.application, form)


class ImportOne(ImportDoor):
    """One import."""

    def get(self, request: ApiRequest, app: str, batch: int) -> Response:
        """Return where it stands."""
        found = self.batch(request)
        return Response({**batch_as_dict(found), "job": progress_of(found)})


class ImportInspection(ImportDoor):
    """What the file holds."""

    def get(self, request: ApiRequest, app: str, batch: int) -> Response:
        """Return sheets, header, columns with their likely types and fields, and the first rows."""
        found = self.batch(request)
        sheet = whole_number(request.query_params.get("sheet"), "sheet", 0) or 0
        header = request.query_params.get("header_row")
        row = -1 if header == "-1" else whole_number(header, "header_row")
        with opened(found.source) as source:
            return Response(inspect_file(request.user, found, source, sheet=sheet, header_row=row))


class ImportTrial(ImportDoor):
    """Trying a plan."""

    def post(self, request: ApiRequest, app: str, batch: int) -> Response:
        """Return what would become of the first rows; nothing is written."""
        plan = body_of(request, "plan").get("plan", {})
        return Response(try_import(actor=request.user, batch=self.batch(request), plan=plan))


class ImportStart(ImportDoor):
    """Starting an import."""

    @idempotent
    def post(self, request: ApiRequest, app: str, batch: int) -> Response:
        """Start the job; follow it at the import's own address."""
        plan = body_of(request, "plan").get("plan", {})
        started = start_import(actor=request.user, batch=self.batch(request), plan=plan)
        return Response(batch_as_dict(started), status=202)


class ImportForm(ImportDoor):
    """Making a form that fits the file."""

    @idempotent
    def post(self, request: ApiRequest, app: str, batch: int) -> Response:
        """Create and publish the form, and return it with a plan for the file."""
        body = body_of(request, "name", "key", "sheet", "header_row", "columns")
        columns = body.get("columns")
        if columns is not None and not (isinstance(columns, list) and all(isinstance(one, dict) for one in columns)):
            raise Invalid(problems=[Problem("columns", "type", _("Send a list of objects."))])
        header = body.get("header_row")
        form, plan = create_form_from_file(
            actor=request.user,
            batch=self.batch(request),
            name=body.get("name", ""),
            key=str(body.get("key", "")),
            sheet=whole_number(body.get("sheet"), "sheet", 0) or 0,
            header_row=-1 if header == -1 else whole_number(header, "header_row"),
            columns=columns,
        )
        return Response({"form": form.key, "plan": plan}, status=201)


class ImportErrors(ImportDoor):
    """The rows that were refused."""

    def get(self, request: ApiRequest, app: str, batch: int) -> StreamingHttpResponse:
        """Send them as CSV, each with its number and the reasons before its cells."""
        found = self.batch(request)
        header = [_("Row"), _("Problems"), *_header(request, found)]
        return StreamingHttpResponse(
            csv_lines(header, refused_rows(found)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="import-{found.pk}-problems.csv"'},
        )


def _header(request: ApiRequest, batch: ImportBatch) -> list[str]:
    plan: dict[str, Any] = batch.plan or {}
    with opened(batch.source) as source:
        sheet = inspect_file(
            request.user, batch, source, sheet=plan.get("sheet", 0), header_row=plan.get("header_row", 0)
        )
    return [column["name"] for column in sheet["columns"]]


def _uploaded(request: ApiRequest, application: Application, form: Form | None) -> Response:
    upload = request.FILES.get("file")
    if upload is None:
        raise Invalid(problems=[Problem("file", "required", _("Choose a file."))])
    batch = upload_import(actor=request.user, application=application, upload=upload, form=form)
    return Response(
        batch_as_dict(batch), status=201, headers={"Location": f"/api/v1/apps/{application.key}/imports/{batch.pk}/"}
    )
