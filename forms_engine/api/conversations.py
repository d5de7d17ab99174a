"""Comments, files and saved views in the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import FileResponse
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from builder.api.rendering import BodyTooLarge
from builder.exceptions import Invalid, Problem
from builder.requests import ApiRequest
from forms_engine.models import SavedView
from forms_engine.selectors.comments import comment_as_dict, list_comments
from forms_engine.selectors.files import file_as_dict, get_file, record_files
from forms_engine.selectors.forms import form_spec
from forms_engine.selectors.saved_views import saved_views
from forms_engine.services.comments import add_comment, amend_comment, delete_comment
from forms_engine.services.file_names import INLINE_KINDS
from forms_engine.services.files import upload_file
from forms_engine.services.saved_views import delete_view, save_view

from .doors import FormView, body_of, text_in, whole_number

ENVELOPE = 64 * 1024


class RecordComments(FormView):
    """The comments on a record."""

    def get(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Return comments, newest first; `before` goes on where the last page ended."""
        comments, more = list_comments(
            request.user,
            self.form(request),
            self.record_id,
            before=whole_number(request.query_params.get("before"), "before"),
            limit=whole_number(request.query_params.get("limit"), "limit", 50) or 1,
        )
        return Response({"results": [comment_as_dict(one, request.user) for one in comments], "next": more})

    def post(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Write a comment; `@user.name` in the text, or ids in `mentions`, tell people."""
        body = body_of(request, "body", "mentions")
        mentions = body.get("mentions") or []
        if not isinstance(mentions, list) or not all(type(one) is int and 0 < one < 2**63 for one in mentions):
            raise Invalid(problems=[Problem("mentions", "type", _("Send a list of people's ids."))])
        comment = add_comment(
            actor=request.user,
            form=self.form(request),
            record_id=self.record_id,
            body=text_in(body, "body"),
            mentions=mentions,
            via="api",
        )
        return Response(comment_as_dict(comment, request.user), status=201)


class RecordComment(FormView):
    """One comment."""

    def patch(self, request: ApiRequest, app: str, key: str, record: int, comment: int) -> Response:
        """Change one's own comment."""
        changed = amend_comment(
            actor=request.user,
            form=self.form(request),
            comment_id=comment,
            body=text_in(body_of(request, "body"), "body"),
        )
        return Response(comment_as_dict(changed, request.user))

    def delete(self, request: ApiRequest, app: str, key: str, record: int, comment: int) -> Response:
        """Remove one's own comment."""
        delete_comment(actor=request.user, form=self.form(request), comment_id=comment)
        return Response(status=204)


class RecordFiles(FormView):
    """The files of a record."""

    def get(self, request: ApiRequest, app: str, key: str, record: int) -> Response:
        """Return every file in the fields the caller sees."""
        return Response({"results": record_files(request.user, self.form(request), self.record_id)})


class FileUpload(FormView):
    """Uploading files that records will name."""

    parser_classes = [MultiPartParser]

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Store one `file` for a `field` (dotted in sub-tables); a record has to name its id within two days."""
        refuse_too_large(request)
        form = self.form(request)
        field = form_spec(form).find(str(request.data.get("field", "")))
        if field is None or field.type != "file":
            raise Invalid(problems=[Problem("field", "unknown_field", _("There is no such field for files."))])
        upload = request.FILES.get("file")
        if upload is None:
            raise Invalid(problems=[Problem("file", "required", _("Choose a file."))])
        stored = upload_file(actor=request.user, form=form, field=field, upload=upload)
        return Response(file_as_dict(stored), status=201)


class FileContent(FormView):
    """The content of a file."""

    def get(self, request: ApiRequest, app: str, key: str, file: UUID) -> FileResponse:
        """Send the file; images may be shown in place with `?inline=1`, everything else is only saved."""
        stored = get_file(request.user, self.form(request), file)
        inline = stored.content_type in INLINE_KINDS and request.query_params.get("inline") == "1"
        answer = FileResponse(
            stored.content.open(),
            as_attachment=not inline,
            filename=stored.name,
            content_type=stored.content_type if inline else "application/octet-stream",
        )
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        answer["Cache-Control"] = "private, max-age=300"
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


class SavedViewList(FormView):
    """The saved views of a form."""

    def get(self, request: ApiRequest, app: str, key: str) -> Response:
        """Return the shared views, then the caller's own."""
        found = saved_views(actor=request.user, form=self.form(request))
        return Response({"results": [_view_as_dict(one) for one in found]})

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Keep a view."""
        return Response(_view_as_dict(_save(self, request)), status=201)


class SavedViewOne(FormView):
    """One saved view."""

    def put(self, request: ApiRequest, app: str, key: str, view: int) -> Response:
        """Change a view."""
        return Response(_view_as_dict(_save(self, request, view)))

    def delete(self, request: ApiRequest, app: str, key: str, view: int) -> Response:
        """Remove a view."""
        delete_view(actor=request.user, form=self.form(request), view_id=view)
        return Response(status=204)


def refuse_too_large(request: ApiRequest) -> None:
    """Refuse an upload by its announced length, before a byte of it is read.

    Raises:
        BodyTooLarge: it is too long for any field.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdigit() or int(length) > settings.FILE_UPLOAD_MAX_BYTES + ENVELOPE:
        raise BodyTooLarge


def _save(door: FormView, request: ApiRequest, view_id: int | None = None) -> SavedView:
    body = body_of(request, "name", "document", "shared")
    document = body.get("document", {})
    if not isinstance(document, dict):
        raise Invalid(problems=[Problem("document", "type", _("Send an object."))])
    return save_view(
        actor=request.user,
        form=door.form(request),
        name=text_in(body, "name", required=True),
        document=document,
        shared=body.get("shared") is True,
        view_id=view_id,
    )


def _view_as_dict(view: SavedView) -> dict[str, Any]:
    return {"id": view.pk, "name": view.name, "document": view.document, "shared": view.owner_id is None}
