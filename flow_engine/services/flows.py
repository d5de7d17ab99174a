"""Create, change and publish flows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from builder.definitions.services import drafts
from builder.definitions.services.publishing import Review, publish, review
from builder.exceptions import Conflict, Invalid, Problem
from builder.models import Application, User
from builder.permissions import access_to, require
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
    key: str,
    name: Any,
    document: Mapping[str, Any] | None = None,
) -> Flow:
    """Create a flow for a form, with a draft that sends requests to the manager unless a document is given.

    Raises:
        NotAllowed: the actor may not design the app.
        Invalid: the key cannot be used.
        Conflict: another flow has the key.
    """
    require(access_to(actor, application), "design")
    if not KEY.fullmatch(key):
        message = _("Use small letters, digits and underscores, beginning with a letter.")
        raise Invalid(problems=[Problem("key", "pattern", message)])
    if form.application_id != application.pk:
        raise Invalid(problems=[Problem("form", "unknown", _("Choose a form of this app."))])
    if Flow.objects.filter(application=application, key=key, deleted_at=None).exists():
        raise Conflict(_("Another flow of this app has this key."))
    draft = {**(document or first_draft(form.key)), "key": key, "name": name, "form": form.key}
    texts = {"en": name} if isinstance(name, str) else name
    return Flow.objects.create(
        application=application, form=form, key=key, name=texts, draft=draft, draft_changed_by=actor
    )


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
def enable_flow(*, actor: User, flow: Flow, enabled: bool) -> None:
    """Let submissions start the flow, or not; what runs goes on.

    Raises:
        NotAllowed: the actor may not publish in the app.
        FlowNotPublished: there is nothing to start.
    """
    require(access_to(actor, flow.application), "publish")
    if enabled and flow.current_version_id is None:
        raise FlowNotPublished(_("Publish the flow first."))
    flow.enabled = enabled
    flow.save(update_fields=["enabled"])


@transaction.atomic
def delete_flow(*, actor: User, flow: Flow) -> None:
    """Take a flow away; what runs goes on, nothing new starts."""
    _require_design(actor, flow)
    flow.deleted_at = timezone.now()
    flow.save(update_fields=["deleted_at"])


def _require_design(actor: User, flow: Flow) -> None:
    require(access_to(actor, flow.application), "design")
