"""Publish forms: document, tables and version change together, or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from builder.definitions.changes import Change
from builder.definitions.services.publishing import Finding, Publisher, Review, publish, review
from builder.documents import check
from builder.events import Actor, Subject
from builder.events.jobs import JobRequest, enqueue
from builder.exceptions import Busy, NotAllowed, Problem
from builder.models import User
from builder.permissions import access_to, may_design, require
from forms_engine.engine import DOCUMENT_SCHEMA, check_form, complete
from forms_engine.engine.checking import field_ids
from forms_engine.events import FormPublished
from forms_engine.models import Form, FormVersion
from forms_engine.selectors.forms import link_targets
from forms_engine.storage.ddl import build_tables
from forms_engine.storage.generations import read_generation
from forms_engine.storage.readable import rebuild_views
from forms_engine.storage.turns import end_turn, take_turn, was_blocked

from .field_ids import new_field_id
from .form_changes import form_changes
from .preflight import preflight

INDEX_JOB = "forms.build_indexes"
ATTEMPTS = 12
PAUSE_SECONDS = 0.1


class FormPublisher(Publisher[Form, FormVersion]):
    """How forms take the five steps."""

    def complete(self, definition: Form, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """Fill in ids, the order of the fields and the JSON Schema of their values."""
        return completed(definition, document)

    def check(self, definition: Form, document: Mapping[str, Any]) -> list[Problem]:
        """Return everything wrong with the document."""
        return check_form(
            document, targets=link_targets(definition, document), published=_published(definition, document)
        )

    def diff(self, definition: Form, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Change]:
        """Return what changes, field by field."""
        return form_changes(old, new)

    def preflight(self, definition: Form, document: Mapping[str, Any]) -> list[Finding]:
        """Return what it means for the records there are."""
        return preflight(definition, document)

    def new_version(self, definition: Form, **fields: Any) -> FormVersion:
        """Return a version of the form."""
        return FormVersion(form=definition, **fields)

    def write(self, definition: Form, version: FormVersion, actor: User) -> None:
        """Bring the tables to what the new version needs."""
        generation = read_generation(definition.application)
        later = build_tables(generation, definition.pk)
        present = {sub.key for sub in generation.spec(definition.pk).sub_tables()}
        removed = _sub_tables_before(definition, version) - present
        rebuild_views(generation, definition.application.key, definition.pk, removed)
        if later:
            payload = {"form_id": definition.pk}
            enqueue(JobRequest(INDEX_JOB, f"{INDEX_JOB}:{version.pk}", payload, requested_by=actor))

    def event(self, definition: Form, version: FormVersion, actor: User) -> FormPublished:
        """Return that the version was published."""
        return FormPublished(
            actor=Actor.of(actor),
            subject=Subject(application_id=definition.application_id, form_id=definition.pk),
            form_id=definition.pk,
            version_id=version.pk,
            number=version.number,
        )


def _sub_tables_before(form: Form, version: FormVersion) -> set[str]:
    """Return the keys of the sub-tables of the version before."""
    before = form.versions.filter(number=version.number - 1).values_list("document", flat=True).first() or {}
    properties = before.get("properties", {})
    return {key for key, prop in properties.items() if prop["x-field"]["type"] == "lines"}


def _published(form: Form, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the documents whose columns the draft may meet again: the one in use, and all when ids come back."""
    version = form.current_version
    if version is None:
        return []
    if field_ids(document) <= field_ids(version.document):
        return [version.document]
    return list(form.versions.order_by("number").values_list("document", flat=True))


def completed(form: Form, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with its ids, kept from the published one where key and type agree."""
    version = form.current_version
    return complete(document, version.document if version is not None else None, new_field_id)


def review_form(*, actor: User, form: Form) -> Review:
    """Return the problems of the draft, or else what publishing it would change and touch."""
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not change this form."))
    return review(FormPublisher(), form)


def check_draft(*, actor: User, form: Form, document: Any) -> list[Problem]:
    """Return everything wrong with a document that need not be saved."""
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("You may not change this form."))
    shape = check(DOCUMENT_SCHEMA, document)
    return shape or FormPublisher().check(form, completed(form, document))


def publish_form(*, actor: User, form: Form, base_revision: int | None = None, note: str = "") -> FormVersion:
    """Publish the draft and return the version; an unchanged draft returns the version in use.

    Raises:
        DraftChanged: the draft is not at `base_revision` any more.
        Invalid: the draft has problems, or records stand in its way.
        Busy: the form's tables are in use for too long.
    """
    require(access_to(actor, form.application), "publish")
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                take_turn()
                version = publish(FormPublisher(), form, actor=actor, base_revision=base_revision, note=note)
                end_turn()
                return version
        except OperationalError as error:
            if not was_blocked(error):
                raise
        time.sleep(PAUSE_SECONDS * (1 + attempt) * random.random())  # noqa: S311 - spreads retries, keeps no secret
    raise Busy(_("The form is in use by something long. Please publish again in a moment."))
