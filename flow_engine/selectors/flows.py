"""Find flows and their versions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from builder.exceptions import NotFound
from builder.models import Application, User
from builder.permissions import access_to, may_design, require
from flow_engine.models import Flow, FlowVersion
from forms_engine.models import Form


def get_flow(*, actor: User, application_key: str, flow_key: str) -> Flow:
    """Return a flow to those who may design it.

    Raises:
        NotFound: there is no such flow, or none the actor may design.
    """
    found = (
        Flow.objects.filter(application__key=application_key, key=flow_key, deleted_at=None)
        .select_related("application__workspace", "form", "current_version")
        .first()
    )
    if found is None or not may_design(actor, found.application, found):
        raise NotFound(_("There is no such flow."))
    found.form.application = found.application
    return found


def list_flows(*, actor: User, application: Application) -> list[Flow]:
    """Return the flows of an app.

    Raises:
        NotAllowed: the actor may not design the app.
    """
    require(access_to(actor, application), "design")
    flows = Flow.objects.filter(application=application, deleted_at=None)
    return list(flows.select_related("form", "current_version").order_by("id"))


def list_versions(*, actor: User, flow: Flow) -> list[dict[str, Any]]:
    """Return the published versions of a flow, the latest first."""
    del actor
    versions = FlowVersion.objects.filter(flow=flow).select_related("published_by").order_by("-number")
    return [
        {
            "number": one.number,
            "note": one.note,
            "published_at": one.published_at,
            "published_by": {"id": one.published_by_id, "name": one.published_by.display_name},
            "current": one.pk == flow.current_version_id,
        }
        for one in versions
    ]


def get_version(*, actor: User, flow: Flow, number: int) -> FlowVersion:
    """Return one published version.

    Raises:
        NotFound: there is none with the number.
    """
    del actor
    found = FlowVersion.objects.filter(flow=flow, number=number).first()
    if found is None:
        raise NotFound(_("There is no such version."))
    return found


def forms_for_flows(*, actor: User, application: Application) -> list[Form]:
    """Return the forms of an app that a flow can be made for."""
    require(access_to(actor, application), "design")
    return list(Form.objects.filter(application=application, deleted_at=None).order_by("id"))


def describe_flow(flow: Flow) -> dict[str, Any]:
    """Return a flow as JSON values."""
    version = flow.current_version
    published = version is not None
    state = "draft" if version is None else "published" if version.document == flow.draft else "changed"
    return {
        "id": flow.pk,
        "key": flow.key,
        "name": flow.name,
        "form": flow.form.key,
        "enabled": flow.enabled,
        "draft": flow.draft,
        "draft_revision": flow.draft_revision,
        "published": published,
        "version": version.number if version is not None else None,
        "state": state,
    }
