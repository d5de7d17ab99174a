"""Administration of background jobs, incidents and API tokens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from builder.api.tokens import list_tokens
from builder.models import Incident, Job
from builder.operations.selectors.incidents import count_open, list_incidents
from builder.operations.selectors.jobs import PAGE, count_jobs, list_jobs
from builder.operations.services.retrying import resolve_incident, retry_job
from builder.organization.selectors.people import require_administrator
from builder.requests import PageRequest

from .answers import onward


@require_safe
def job_list(request: PageRequest) -> HttpResponse:
    """List background jobs, those that gave up first."""
    state = request.GET.get("state", "")
    jobs = list_jobs(actor=request.user, state=state, before=_number(request.GET.get("before")))
    counts = count_jobs(actor=request.user)
    context = {
        "jobs": jobs,
        "state": state,
        "tabs": [{"state": key, "count": counts[key]} for key in (Job.State.DEAD, Job.State.PENDING, Job.State.DONE)],
        "older": jobs[-1].pk if len(jobs) == PAGE else None,
        "tab": "jobs",
    }
    return render(request, "builder/administration/jobs.html", context)


@require_POST
def job_retry(request: PageRequest, pk: int) -> HttpResponse:
    """Try a job that gave up once more."""
    retry_job(actor=request.user, job_id=pk)
    messages.success(request, _("The job will be tried again."))
    return onward(request, "builder:job_list")


@require_safe
def incident_list(request: PageRequest) -> HttpResponse:
    """List what stopped and waits for somebody."""
    state = request.GET.get("state", Incident.State.OPEN)
    incidents = list_incidents(actor=request.user, state=state, before=_number(request.GET.get("before")))
    context = {
        "incidents": incidents,
        "state": state,
        "open": count_open(actor=request.user),
        "older": incidents[-1].pk if len(incidents) == PAGE else None,
        "tab": "incidents",
    }
    return render(request, "builder/administration/incidents.html", context)


@require_POST
def incident_resolve(request: PageRequest, pk: int) -> HttpResponse:
    """Close an incident."""
    resolve_incident(actor=request.user, incident_id=pk, resolution=request.POST.get("resolution", ""))
    messages.success(request, _("The incident was closed."))
    return onward(request, "builder:incident_list")


@require_safe
def token_list(request: PageRequest) -> HttpResponse:
    """List everybody's API tokens."""
    require_administrator(request.user)
    context = {"tokens": list_tokens(actor=request.user, everybody=True), "now": timezone.now(), "tab": "tokens"}
    return render(request, "builder/administration/tokens.html", context)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
