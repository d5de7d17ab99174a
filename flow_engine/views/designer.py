"""The pages on which flows are designed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from builder.applications.design_steps import design_steps
from builder.applications.selectors.applications import get_application
from builder.definitions.text import localized
from builder.requests import PageRequest
from flow_engine.models import Flow
from flow_engine.selectors.designing import flow_forms, flow_surroundings
from flow_engine.selectors.flows import form_for_flow, get_flow, list_flows, state_of
from flow_engine.services.flows import create_flow


@require_safe
def flow_list(request: PageRequest, app: str) -> HttpResponse:
    """Show the flows of an app."""
    application = get_application(actor=request.user, key=app, right="design")
    flows = list_flows(actor=request.user, application=application)
    context = {
        "application": application,
        "flows": [{"flow": flow, "state": state_of(flow), "steps": _steps(flow)} for flow in flows],
        "forms": flow_forms(actor=request.user, application=application),
        "design_title": localized(application.name),
        "design_steps": design_steps(request.user, application, "flows"),
        "back_url": reverse("builder:app_overview", args=[app]),
    }
    return render(request, "flow_engine/flow/list.html", context)


@require_POST
def flow_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a flow and go on to design it."""
    application = get_application(actor=request.user, key=app, right="design")
    form = form_for_flow(actor=request.user, application=application, form_key=request.POST.get("form", ""))
    language = (request.LANGUAGE_CODE or "en").lower()
    flow = create_flow(
        actor=request.user,
        application=application,
        form=form,
        name={language: request.POST.get("name", "").strip()},
    )
    return redirect("flow:flow_design", app=app, key=flow.key)


@require_safe
def flow_design(request: PageRequest, app: str, key: str) -> HttpResponse:
    """Show the designer of one flow."""
    application = get_application(actor=request.user, key=app)
    flow = get_flow(actor=request.user, application=application, key=key)
    version = flow.current_version
    context = {
        "application": application,
        "flow": flow,
        "design_title": localized(flow.name),
        "design_steps": design_steps(request.user, application, "flows"),
        "back_url": reverse("flow:flow_list", args=[app]),
        "given": {
            **flow_surroundings(actor=request.user, flow=flow),
            "draft": flow.draft,
            "revision": flow.draft_revision,
            "version": version.number if version is not None else None,
            "enabled": flow.enabled,
            "urls": _urls(app, flow),
        },
    }
    return render(request, "flow_engine/flow/design.html", context)


def _steps(flow: Flow) -> int:
    """Return how many nodes a draft has on its outermost level."""
    return len(flow.draft.get("items", ()))


def _urls(app: str, flow: Flow) -> dict[str, Any]:
    names = ("draft", "check", "diff", "publish", "versions")
    return {
        **{name: reverse(f"api_flows_{name}", args=[app, flow.key]) for name in names},
        "flow": reverse("api_flows_one", args=[app, flow.key]),
        "list": reverse("flow:flow_list", args=[app]),
        "people": reverse("builder:search_people"),
        "forms": reverse("api_forms", args=[app]),
    }
