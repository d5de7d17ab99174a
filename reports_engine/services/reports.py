"""Design reports: create, save, publish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.definitions.changes import Change
from builder.definitions.services.naming import free_key, name_of
from builder.definitions.services.publishing import Publisher, Review, publish, review
from builder.events import Actor, Event, Subject
from builder.exceptions import Invalid, Problem
from builder.models import Application, User
from builder.permissions import access_to, require
from reports_engine.datasets import dataset_types
from reports_engine.engine import problems_of
from reports_engine.events import ReportPublished
from reports_engine.models import Report, ReportVersion
from reports_engine.selectors.sources import form_of

from . import designing

SCHEMA = "document.schema.json"


@transaction.atomic
def create_report(*, actor: User, application: Application, name: Any, form_key: str, key: str = "") -> Report:
    """Create a report over a form; it starts by counting the records."""
    require(access_to(actor, application), "design")
    if not form_key:
        raise Invalid(problems=[Problem("form", "required", _("Choose the form the report is about."))])
    draft = {
        "format": 1,
        "dataset": {"type": "records", "form": form_key},
        "dimensions": [],
        "measures": [{"key": "m1", "op": "count"}],
        "sort": [],
        "limit": 1000,
        "chart": {"type": "number", "settings": {}},
    }
    return Report.objects.create(
        application=application,
        key=free_key(Report.objects.filter(application=application), key, name, "report"),
        name=name_of(name),
        draft=draft,
        created_by=actor,
    )


def save_report_draft(*, actor: User, report: Report, document: Any, base_revision: int) -> int:
    """Save the draft and return its revision."""
    return designing.save(actor=actor, definition=report, document=document, base_revision=base_revision, schema=SCHEMA)


def check_report(*, application: Application, document: Any) -> list[Problem]:
    """Return what keeps a document from being asked or published."""
    problems = documents.check(designing.schema_of(SCHEMA), document)
    if problems:
        return problems
    form = form_of(application, document["dataset"]["form"])
    if form is None:
        return [Problem("dataset.form", "unknown_form", _("Choose a published form."))]
    if document["dataset"]["type"] not in dataset_types:
        return [Problem("dataset.type", "unknown_type", _("There is no such type."))]
    return problems_of(document, dataset_types.get(document["dataset"]["type"]).schema(form))


def review_report(*, actor: User, report: Report) -> Review:
    """Return what publishing the draft would change."""
    require(access_to(actor, report.application), "design")
    return review(_Publisher(), report)


def publish_report(*, actor: User, report: Report, base_revision: int | None = None, note: str = "") -> ReportVersion:
    """Publish the draft."""
    require(access_to(actor, report.application), "publish")
    return publish(_Publisher(), report, actor=actor, base_revision=base_revision, note=note)


class _Publisher(Publisher[Report, ReportVersion]):
    def check(self, definition: Report, document: Mapping[str, Any]) -> list[Problem]:
        return check_report(application=definition.application, document=document)

    def diff(self, definition: Report, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
        parts = {
            "dataset": _("The report asks about something else."),
            "dimensions": _("The grouping is different."),
            "measures": _("The values are different."),
            "filter": _("The filter is different."),
            "sort": _("The order is different."),
            "chart": _("The picture is different."),
        }
        before = old or {}
        return [
            Change("changed", part, text, before=before.get(part), after=new.get(part))
            for part, text in parts.items()
            if before.get(part) != new.get(part)
        ]

    def new_version(self, definition: Report, **fields: Any) -> ReportVersion:
        return ReportVersion(report=definition, **fields)

    def event(self, definition: Report, version: ReportVersion, actor: User) -> Event:
        return ReportPublished(
            actor=Actor.of(actor),
            subject=Subject(application_id=definition.application_id),
            report_id=definition.pk,
            number=version.number,
        )
