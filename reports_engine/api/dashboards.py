"""Dashboards in the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from builder.api.definitions import DefinitionView, Kind
from builder.definitions.text import localized
from builder.exceptions import NotFound, Problem
from builder.models import Application, User
from builder.permissions import access_to, require
from builder.requests import ApiRequest
from reports_engine.exceptions import ReportNotPublished
from reports_engine.models import Dashboard
from reports_engine.selectors.definitions import get_dashboard, get_report, list_dashboards
from reports_engine.selectors.querying import ask, date_conditions
from reports_engine.services import dashboards as services
from reports_engine.services import designing

from .reports import NameInput


class DashboardKind(Kind):
    """Dashboards, as the shared endpoints see them."""

    def get(self, actor: User, application: Application, key: str) -> Dashboard:
        """Return one dashboard."""
        return get_dashboard(actor=actor, application=application, key=key)

    def list(self, actor: User, application: Application) -> Any:
        """Return the app's dashboards."""
        return list_dashboards(actor=actor, application=application)

    def create(self, actor: User, application: Application, values: dict[str, Any]) -> Dashboard:
        """Create an empty dashboard."""
        return services.create_dashboard(
            actor=actor, application=application, name=values["name"], key=values.get("key", "")
        )

    def update(self, actor: User, definition: Dashboard, values: dict[str, Any]) -> None:
        """Rename it."""
        read = NameInput(data=values)
        read.is_valid(raise_exception=True)
        designing.rename(actor=actor, definition=definition, name=read.validated_data["name"])

    def delete(self, actor: User, definition: Dashboard) -> None:
        """Put it away."""
        designing.put_away(actor=actor, definition=definition)

    def save(self, actor: User, definition: Dashboard, document: Any, base_revision: int) -> int:
        """Save the draft."""
        return services.save_dashboard_draft(
            actor=actor, dashboard=definition, document=document, base_revision=base_revision
        )

    def check(self, actor: User, definition: Dashboard, document: Any) -> Sequence[Problem]:
        """Return the problems of a document."""
        require(access_to(actor, definition.application), "design")
        return services.check_dashboard(application=definition.application, document=document)

    def review(self, actor: User, definition: Dashboard) -> Any:
        """Return what publishing would change."""
        return services.review_dashboard(actor=actor, dashboard=definition)

    def publish(self, actor: User, definition: Dashboard, base_revision: int | None, note: str) -> Any:
        """Publish the draft."""
        return services.publish_dashboard(actor=actor, dashboard=definition, base_revision=base_revision, note=note)


class TileInput(serializers.Serializer[Any]):
    """The filters that the reader chose: a period by the key of its filter."""

    filters = serializers.DictField(required=False)


class DashboardTile(DefinitionView):
    """The numbers of one tile."""

    kind = DashboardKind()
    token_scope = "read"  # noqa: S105 - the name of a scope

    def post(self, request: ApiRequest, app: str, key: str, tile: str) -> Response:
        """Ask the tile's report with the reader's own rights and the dashboard's filters."""
        dashboard = self.definition(request)
        if dashboard.current_version is None:
            raise ReportNotPublished
        document = dashboard.current_version.document
        found = next((one for one in document["tiles"] if one["key"] == tile), None)
        if found is None:
            raise NotFound(_("There is no such tile."))
        report = get_report(actor=request.user, application=dashboard.application, key=found["report"])
        if report.current_version is None:
            raise ReportNotPublished
        question = report.current_version.document
        chosen = self.body(request, TileInput).get("filters") or {}
        return Response(
            ask(
                actor=request.user,
                application=dashboard.application,
                document=question,
                title=localized(found.get("title")) or localized(report.name),
                conditions=date_conditions(document, question["dataset"]["form"], chosen),
            )
        )
