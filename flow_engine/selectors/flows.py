"""Find flows and their versions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from builder.exceptions import Invalid, NotFound, Problem
from builder.models import Application, User
from builder.permissions import access_to, may_design, require
from flow_engine.models import Flow, FlowVersion
from forms_engine.models import Form


def get_flow(*, actor: User, application: Application, key: str) -> Flow:
    """Return a flow to those who may design it.

    Raises:
        NotFound: there is no such flow, or none the actor may design.
    """
    found = (
        Flow.objects.filter(application=application, key=key, deleted_at=None)
        .select_related("form", "current_version")
        .first()
    )
    if found is None or not may_design(actor, application, found):
        raise NotFound(_("There is no such flow."))
    found.application = found.form.application = application
    return found


def list_flows(*, actor: User, application: Application) -> list[Flow]:
    """Return the flows of an app.

    Raises:
        NotAllowed: the actor may not design the app.
    """
    require(access_to(actor, application), "design")
    flows = Flow.objects.filter(application=application, deleted_at=None)
    return list(flows.select_related("form", "current_version").order_by("id"))


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


def form_for_flow(*, actor: User, application: Application, form_key: str) -> Form:
    """Return the form a new flow is for.

    Raises:
        NotAllowed: the actor may not design the app.
        Invalid: there is no such form.
    """
    require(access_to(actor, application), "design")
    found = Form.objects.filter(application=application, key=form_key, deleted_at=None).first()
    if found is None:
        raise Invalid(problems=[Problem("form", "unknown", _("Choose a form of this app."))])
    found.application = application
    return found


def state_of(flow: Flow) -> str:
    """Return draft (never published), published, or changed (the draft has moved on)."""
    version = flow.current_version
    if version is None:
        return "draft"
    return "published" if version.document == flow.draft else "changed"
