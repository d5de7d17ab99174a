"""Design dashboards: create, save, publish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.definitions.changes import Change, matched
from builder.definitions.services.naming import free_key, name_of
from builder.definitions.services.publishing import Publisher, Review, publish, review
from builder.events import Actor, Event, Subject
from builder.exceptions import Problem
from builder.models import Application, User
from builder.permissions import access_to, require
from reports_engine.events import DashboardPublished
from reports_engine.models import Dashboard, DashboardVersion, Report

from . import designing

SCHEMA = "dashboard.schema.json"
COLUMNS = 12


@transaction.atomic
def create_dashboard(*, actor: User, application: Application, name: Any, key: str = "") -> Dashboard:
    """Create an empty dashboard."""
    require(access_to(actor, application), "design")
    return Dashboard.objects.create(
        application=application,
        key=free_key(Dashboard.objects.filter(application=application), key, name, "dashboard"),
        name=name_of(name),
        draft={"format": 1, "tiles": [], "filters": []},
        created_by=actor,
    )


def save_dashboard_draft(*, actor: User, dashboard: Dashboard, document: Any, base_revision: int) -> int:
    """Save the draft and return its revision."""
    return designing.save(
        actor=actor, definition=dashboard, document=document, base_revision=base_revision, schema=SCHEMA
    )


def check_dashboard(*, application: Application, document: Any) -> list[Problem]:
    """Return what keeps a document from being published."""
    problems = documents.check(designing.schema_of(SCHEMA), document)
    if problems:
        return problems
    published = Report.objects.filter(application=application, deleted_at=None, current_version__isnull=False)
    known = set(published.values_list("key", flat=True))
    seen: set[str] = set()
    for index, tile in enumerate(document["tiles"]):
        path = f"tiles.{index}"
        if tile["report"] not in known:
            problems.append(Problem(f"{path}.report", "unknown_report", _("Choose a published report.")))
        if tile["key"] in seen:
            problems.append(Problem(f"{path}.key", "duplicate_key", _("Two tiles have the same key.")))
        if tile["x"] + tile["w"] > COLUMNS:
            problems.append(Problem(f"{path}.w", "too_wide", _("The tile reaches beyond the grid.")))
        seen.add(tile["key"])
    return problems


def review_dashboard(*, actor: User, dashboard: Dashboard) -> Review:
    """Return what publishing the draft would change."""
    require(access_to(actor, dashboard.application), "design")
    return review(_Publisher(), dashboard)


def publish_dashboard(
    *, actor: User, dashboard: Dashboard, base_revision: int | None = None, note: str = ""
) -> DashboardVersion:
    """Publish the draft; it appears in the app's navigation."""
    require(access_to(actor, dashboard.application), "publish")
    return publish(_Publisher(), dashboard, actor=actor, base_revision=base_revision, note=note)


class _Publisher(Publisher[Dashboard, DashboardVersion]):
    def check(self, definition: Dashboard, document: Mapping[str, Any]) -> list[Problem]:
        return check_dashboard(application=definition.application, document=document)

    def diff(self, definition: Dashboard, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
        before = old or {"tiles": []}
        gone, fresh, both = matched(before["tiles"], new["tiles"], lambda tile: tile["key"])
        changes = [Change("removed", "tiles", _("Tile removed: %(report)s"), _named(tile)) for tile in gone]
        changes += [Change("added", "tiles", _("Tile added: %(report)s"), _named(tile)) for tile in fresh]
        for earlier, later in both:
            if earlier != later:
                changes.append(Change("changed", "tiles", _("Tile changed: %(report)s"), _named(later), earlier, later))
        if before.get("filters", []) != new.get("filters", []):
            changes.append(Change("changed", "filters", _("The filters are different.")))
        return changes

    def new_version(self, definition: Dashboard, **fields: Any) -> DashboardVersion:
        return DashboardVersion(dashboard=definition, **fields)

    def event(self, definition: Dashboard, version: DashboardVersion, actor: User) -> Event:
        return DashboardPublished(
            actor=Actor.of(actor),
            subject=Subject(application_id=definition.application_id),
            dashboard_id=definition.pk,
            number=version.number,
        )


def _named(tile: Mapping[str, Any]) -> dict[str, str]:
    return {"report": tile["report"]}
