"""Create, change and publish flows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.definitions.services import drafts
from builder.definitions.services.publishing import Review, publish, review
from builder.definitions.text import TEXT_SCHEMA, localized
from builder.exceptions import Conflict, Invalid, NotAllowed, Problem
from builder.models import Application, User
from builder.permissions import access_to, may_design, require
from flow_engine.exceptions import FlowNotPublished
from flow_engine.models import Flow, FlowVersion
from flow_engine.selectors.findings import Fault, find_faults, unassignable
from forms_engine.models import Form

from .publishing import FlowPublisher

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@transaction.atomic
def create_flow(
    *,
    actor: User,
    application: Application,
    form: Form,
    name: Any,
    key: str = "",
    document: Mapping[str, Any] | None = None,
) -> Flow:
    """Create a flow for a form, with a draft that sends requests to the manager unless a document is given.

    Raises:
        NotAllowed: the actor may not design the app.
        Invalid: the key or name cannot be used.
        Conflict: another flow has the key.
    """
    require(access_to(actor, application), "design")
    texts = {"en": name.strip()} if isinstance(name, str) else name
    key = key or _free_key(application, form)
    _check_new(application, form, key, texts)
    draft = {**(document or first_draft(form.key)), "key": key, "name": texts, "form": form.key}
    return Flow.objects.create(
        application=application, form=form, key=key, name=texts, draft=draft, draft_revision=1, draft_changed_by=actor
    )


def _check_new(application: Application, form: Form, key: str, texts: Any) -> None:
    if not KEY.fullmatch(key):
        message = _("Use small letters, digits and underscores, beginning with a letter.")
        raise Invalid(problems=[Problem("key", "pattern", message)])
    if documents.check(TEXT_SCHEMA, texts) or not localized(texts):
        raise Invalid(problems=[Problem("name", "required", _("Enter a name."))])
    if form.application_id != application.pk:
        raise Invalid(problems=[Problem("form", "unknown", _("Choose a form of this app."))])
    if Flow.objects.filter(application=application, key=key, deleted_at=None).exists():
        raise Conflict(_("Another flow of this app has this key."))


def _free_key(application: Application, form: Form) -> str:
    stem = f"{form.key[:30]}_flow"
    taken = set(Flow.objects.filter(application=application, key__startswith=stem).values_list("key", flat=True))
    number = next(count for count in range(1, 10_000) if (stem if count == 1 else f"{stem}_{count}") not in taken)
    return stem if number == 1 else f"{stem}_{number}"


@transaction.atomic
def update_flow(*, actor: User, flow: Flow, name: Any = None, enabled: bool | None = None) -> None:
    """Rename a flow, or let submissions start it or not; what runs goes on.

    Raises:
        NotAllowed: the actor may not design the flow, or may not publish in the app.
        FlowNotPublished: there is nothing to start.
    """
    if name is not None:
        _rename(actor, flow, name)
    if enabled is not None:
        require(access_to(actor, flow.application), "publish")
        if enabled and flow.current_version_id is None:
            raise FlowNotPublished(_("Publish the flow first."))
        flow.enabled = enabled
        flow.save(update_fields=["enabled"])


def _rename(actor: User, flow: Flow, name: Any) -> None:
    _require_design(actor, flow)
    texts = {"en": name.strip()} if isinstance(name, str) else name
    if documents.check(TEXT_SCHEMA, texts) or not localized(texts):
        raise Invalid(problems=[Problem("name", "required", _("Enter a name."))])
    flow.name = texts
    flow.draft = {**flow.draft, "name": texts}
    flow.draft_revision += 1
    flow.save(update_fields=["name", "draft", "draft_revision"])


def first_draft(form_key: str) -> dict[str, Any]:
    """Return the document a new flow begins with."""
    manager = {
        "key": "manager",
        "kind": "approve",
        "name": {"en": "Manager", "zh-hans": "直属主管"},
        "who": [{"by": "manager", "of": "initiator", "level": 1}],
        "empty": "manager_up",
    }
    return {"format": 1, "key": "flow", "name": "", "form": form_key, "start": {}, "settings": {}, "items": [manager]}


@transaction.atomic
def save_flow_draft(*, actor: User, flow: Flow, document: Any, base_revision: int) -> int:
    """Keep a draft, whether it is sound or not; return its revision.

    Raises:
        NotAllowed: the actor may not design the app.
        DraftChanged: somebody has saved since; tells both drafts.
        Invalid: it is no document at all.
    """
    _require_design(actor, flow)
    if not isinstance(document, Mapping):
        raise Invalid(problems=[Problem("", "type", _("A flow is a document."))])
    return drafts.save_draft(definition=flow, document=dict(document), base_revision=base_revision, actor=actor)


def check_draft(*, actor: User, flow: Flow, document: Any = None) -> list[Fault]:
    """Return everything wrong with the draft, or with a document that is not saved yet."""
    _require_design(actor, flow)
    checked = flow.draft if document is None else document
    found = find_faults(flow, checked)
    return found if any(one.blocks for one in found) else [*found, *unassignable(flow, checked)]


def review_flow(*, actor: User, flow: Flow) -> Review:
    """Return what publishing the draft would change and touch."""
    _require_design(actor, flow)
    return review(FlowPublisher(), flow)


def publish_flow(*, actor: User, flow: Flow, base_revision: int | None = None, note: str = "") -> FlowVersion:
    """Publish the draft; running processes finish on their version.

    Raises:
        NotAllowed: the actor may not publish in the app.
        DraftChanged: the draft has moved on.
        Invalid: the draft has problems.
    """
    require(access_to(actor, flow.application), "publish")
    return publish(FlowPublisher(), flow, actor=actor, base_revision=base_revision, note=note)


@transaction.atomic
def restore_version(*, actor: User, flow: Flow, version: FlowVersion, base_revision: int) -> int:
    """Make an older version the draft again; return the draft's revision."""
    _require_design(actor, flow)
    return drafts.save_draft(definition=flow, document=version.document, base_revision=base_revision, actor=actor)


@transaction.atomic
def delete_flow(*, actor: User, flow: Flow) -> None:
    """Take a flow away; what runs goes on, nothing new starts."""
    _require_design(actor, flow)
    flow.deleted_at = timezone.now()
    flow.save(update_fields=["deleted_at"])


def _require_design(actor: User, flow: Flow) -> None:
    if not may_design(actor, flow.application, flow):
        raise NotAllowed(_("You may not change this flow."))
