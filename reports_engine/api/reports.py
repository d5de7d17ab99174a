"""Reports in the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers
from rest_framework.response import Response

from builder.api.definitions import DefinitionView, DocumentInput, Kind
from builder.definitions.text import localized
from builder.exceptions import Invalid, Problem
from builder.models import Application, User
from builder.permissions import access_to, require
from builder.requests import ApiRequest
from reports_engine.exceptions import ReportNotPublished
from reports_engine.models import Report
from reports_engine.selectors.definitions import get_report, list_reports
from reports_engine.selectors.querying import ask
from reports_engine.services import designing
from reports_engine.services import reports as services


class NameInput(serializers.Serializer[Any]):
    """A new name."""

    name = serializers.JSONField()


class ReportKind(Kind):
    """Reports, as the shared endpoints see them."""

    def get(self, actor: User, application: Application, key: str) -> Report:
        """Return one report."""
        return get_report(actor=actor, application=application, key=key)

    def list(self, actor: User, application: Application) -> Any:
        """Return the app's reports."""
        return list_reports(actor=actor, application=application)

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Report:
        """Create a report over a form."""
        return services.create_report(
            actor=actor,
            application=application,
            name=values["name"],
            form_key=values.get("form", ""),
            key=values.get("key", ""),
        )

    def update(self, actor: User, definition: Report, values: dict[str, Any]) -> None:
        """Rename it."""
        read = NameInput(data=values)
        read.is_valid(raise_exception=True)
        designing.rename(actor=actor, definition=definition, name=read.validated_data["name"])

    def delete(self, actor: User, definition: Report) -> None:
        """Put it away."""
        designing.put_away(actor=actor, definition=definition)

    def save(self, actor: User, definition: Report, document: Any, base_revision: int) -> int:
        """Save the draft."""
        return services.save_report_draft(
            actor=actor, report=definition, document=document, base_revision=base_revision
        )

    def check(self, actor: User, definition: Report, document: Any) -> Sequence[Problem]:
        """Return the problems of a document."""
        require(access_to(actor, definition.application), "design")
        return services.check_report(application=definition.application, document=document)

    def review(self, actor: User, definition: Report) -> Any:
        """Return what publishing would change."""
        return services.review_report(actor=actor, report=definition)

    def publish(self, actor: User, definition: Report, base_revision: int | None, note: str) -> Any:
        """Publish the draft."""
        return services.publish_report(actor=actor, report=definition, base_revision=base_revision, note=note)


class ReportQuery(DefinitionView):
    """The answer to a published report."""

    kind = ReportKind()
    token_scope = "read"  # noqa: S105 - the name of a scope

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Ask the report with the reader's own rights."""
        report = self.definition(request)
        if report.current_version is None:
            raise ReportNotPublished
        return Response(
            ask(
                actor=request.user,
                application=report.application,
                document=report.current_version.document,
                title=localized(report.name),
            )
        )


class ReportPreview(DefinitionView):
    """The answer to a report that is being designed."""

    kind = ReportKind()

    def post(self, request: ApiRequest, app: str, key: str) -> Response:
        """Ask the document in the body with the reader's own rights."""
        report = self.definition(request)
        require(access_to(request.user, report.application), "design")
        document = self.body(request, DocumentInput)["document"]
        problems = services.check_report(application=report.application, document=document)
        if problems:
            raise Invalid(problems=problems)
        return Response(ask(actor=request.user, application=report.application, document=document))
