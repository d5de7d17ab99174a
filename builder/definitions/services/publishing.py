"""Publish a definition: check, diff, pre-flight, write, announce; the same five steps in every engine.

An engine subclasses `Publisher`, answers what is its own, and calls `publish` from a service of its own that has asked
for the permission:

    class FlowPublisher(Publisher[Flow, FlowVersion]):
        def check(self, definition, document): ...
        def diff(self, definition, old, new): ...
        def new_version(self, definition, **fields): return FlowVersion(flow=definition, **fields)
        def event(self, definition, version, actor): return FlowPublished(...)

    version = publish(FlowPublisher(), flow, actor=actor, base_revision=3, note="")
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder.definitions.changes import Change
from builder.definitions.models import Definition, Version
from builder.events import Event, announce
from builder.exceptions import Invalid, Problem, translated
from builder.models import Application, User

from .drafts import draft_changed

D = TypeVar("D", bound=Definition)
V = TypeVar("V", bound=Version)
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """What publishing will touch; `level` is info, warning, or stop, which refuses."""

    level: str
    code: str
    message: Any
    params: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """Return the finding as a sentence in the active language."""
        text = translated(str(self.message))
        return text % self.params if self.params else text

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {"level": self.level, "code": self.code, "message": self.text(), "params": dict(self.params)}


class Publisher(Generic[D, V]):
    """What differs between the engines when they publish."""

    def complete(self, definition: D, document: Document) -> Document:
        """Return the document with what follows from it filled in."""
        del definition
        return document

    def check(self, definition: D, document: Document) -> list[Problem]:
        """Return everything wrong with the document."""
        raise NotImplementedError

    def diff(self, definition: D, old: Document | None, new: Document) -> list[Change]:
        """Return the differences in the words of the business; `old` is None before the first version."""
        raise NotImplementedError

    def preflight(self, definition: D, document: Document) -> list[Finding]:
        """Return what publishing will touch."""
        del definition, document
        return []

    def new_version(self, definition: D, **fields: Any) -> V:
        """Return an unsaved version of the definition."""
        raise NotImplementedError

    def write(self, definition: D, version: V, actor: User) -> None:
        """Do what the engine needs besides the version row, in the same transaction."""

    def event(self, definition: D, version: V, actor: User) -> Event:
        """Return what is announced."""
        raise NotImplementedError


@dataclass(frozen=True)
class Review:
    """What a builder sees before publishing."""

    problems: list[Problem]
    changes: list[Change]
    findings: list[Finding]

    @property
    def publishable(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.problems and all(finding.level != "stop" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        return {
            "publishable": self.publishable,
            "problems": [problem.as_dict() for problem in self.problems],
            "changes": [change.as_dict() for change in self.changes],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def review(publisher: Publisher[D, V], definition: D) -> Review:
    """Return what publishing the draft would change and touch, without doing it."""
    document = publisher.complete(definition, definition.draft)
    problems = publisher.check(definition, document)
    if problems:
        return Review(problems, [], [])
    changes = publisher.diff(definition, current_document(definition), document)
    return Review([], changes, publisher.preflight(definition, document))


def publish(
    publisher: Publisher[D, V], definition: D, *, actor: User, base_revision: int | None = None, note: str = ""
) -> V:
    """Publish the draft as a new version and return it; an unchanged draft returns the version it is equal to.

    The definition object and its application are brought up to date.

    Raises:
        DraftChanged: the draft is not at `base_revision` any more.
        Invalid: the draft has problems, or the pre-flight found something that stops it.
    """
    with transaction.atomic():
        locked: D = type(definition)._default_manager.select_for_update().get(pk=definition.pk)
        if base_revision is not None and locked.draft_revision != base_revision:
            changes = publisher.diff(definition, definition.draft, locked.draft) if definition.draft else []
            raise draft_changed(locked, changes=[change.as_dict() for change in changes])
        document = publisher.complete(locked, locked.draft)
        current: V | None = locked.current_version  # type: ignore[attr-defined]
        if current is not None and current.document == document:
            return current
        _refuse_problems(publisher, locked, document)
        version = _add_version(publisher, locked, document, actor, note)
        publisher.write(locked, version, actor)
        announce(publisher.event(locked, version, actor))
    _bring_up_to_date(definition, locked)
    return version


def current_document(definition: Definition) -> Document | None:
    """Return the published document, or None before the first version."""
    version: Version | None = definition.current_version  # type: ignore[attr-defined]
    return version.document if version is not None else None


def change_stamp(application: Application) -> int:
    """Give the application a version stamp it never had, so that every cache of compiled definitions misses.

    A clock and not a counter: a stamp handed out by a transaction that was rolled back must not come again.
    """
    stamp = max(application.version_stamp + 1, time.time_ns() // 1000)
    Application.objects.filter(pk=application.pk).update(version_stamp=stamp)
    application.version_stamp = stamp
    return stamp


def _refuse_problems(publisher: Publisher[D, V], definition: D, document: Document) -> None:
    problems = publisher.check(definition, document)
    if problems:
        raise Invalid(_("The draft has problems."), problems=problems)
    stops = [finding for finding in publisher.preflight(definition, document) if finding.level == "stop"]
    if stops:
        found = [Problem("", finding.code, finding.message, dict(finding.params)) for finding in stops]
        raise Invalid(_("The draft cannot be published now."), problems=found)


def _add_version(publisher: Publisher[D, V], definition: D, document: Document, actor: User, note: str) -> V:
    current: V | None = definition.current_version  # type: ignore[attr-defined]
    number = current.number + 1 if current is not None else 1
    version = publisher.new_version(definition, number=number, document=document, note=note, published_by=actor)
    version.save()
    definition.current_version = version  # type: ignore[attr-defined]
    definition.draft = dict(document)
    definition.save(update_fields=["current_version", "draft"])
    change_stamp(definition.application)
    return version


def _bring_up_to_date(definition: D, locked: D) -> None:
    definition.current_version = locked.current_version  # type: ignore[attr-defined]
    definition.draft = locked.draft
    definition.draft_revision = locked.draft_revision
    definition.application.version_stamp = locked.application.version_stamp
