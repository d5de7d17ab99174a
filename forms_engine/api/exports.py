"""Records as files."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request

from builder.exceptions import Invalid, Problem
from builder.requests import ApiRequest
from forms_engine.selectors.exports import export_records

from .doors import FormView, query_of
from .sheets import csv_lines, workbook_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AnyRepresentation(BaseContentNegotiation):
    """Let `format` in the address mean the file, not the framework's renderer."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Return the first parser."""
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Return the first renderer, for errors."""
        return renderers[0], renderers[0].media_type


class RecordExport(FormView):
    """Downloading what a list shows."""

    content_negotiation_class = AnyRepresentation

    def get(self, request: ApiRequest, app: str, key: str) -> Any:
        """Send every record the query finds, as `format=csv` or, with sub-tables as sheets, `format=xlsx`."""
        kind = request.query_params.get("format", "xlsx")
        if kind not in ("csv", "xlsx"):
            raise Invalid(problems=[Problem("format", "option", _("Choose csv or xlsx."))])
        form = self.form(request)
        export = export_records(request.user, form, query_of(request), details=kind == "xlsx")
        name = get_valid_filename(f"{form.key}.{kind}")
        if kind == "xlsx":
            return FileResponse(workbook_file(export), as_attachment=True, filename=name, content_type=XLSX)
        lines = csv_lines(export.main.header, (export.row(record) for record in export.records))
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
