"""The pages on which records are listed, filled in and read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from builder.applications.record_panels import panels_for
from builder.exceptions import NotFound
from builder.models import User
from builder.permissions import access_to, require
from builder.requests import PageRequest
from forms_engine.engine import FormSpec, to_runtime
from forms_engine.models import Form
from forms_engine.selectors.access import form_access
from forms_engine.selectors.forms import get_form
from forms_engine.selectors.records import get_record
from forms_engine.selectors.saved_views import saved_views
from forms_engine.selectors.starting import start_of
from forms_engine.selectors.titles import title_fields
from forms_engine.storage import models_for

STATUSES = {
    "running": (gettext_lazy("In approval"), "info"),
    "approved": (gettext_lazy("Approved"), "ok"),
    "rejected": (gettext_lazy("Rejected"), "danger"),
    "returned": (gettext_lazy("Returned"), "warn"),
    "cancelled": (gettext_lazy("Cancelled"), ""),
    "draft": (gettext_lazy("Withdrawn"), ""),
}


@require_safe
def record_list(request: PageRequest, app: str, form: str) -> HttpResponse:
    """Show the records of a form as a list."""
    found = _published(request, app, form)
    require(form_access(request.user, found), "read")
    views = saved_views(actor=request.user, form=found)
    spec = models_for(found.application).spec(found.pk)
    given = {
        **_given(request.user, found),
        "views": [
            {"id": one.pk, "name": one.name, "shared": one.owner_id is None, "document": one.document} for one in views
        ],
        "view": int(request.GET["view"]) if request.GET.get("view", "").isdigit() else 0,
        "filter": request.GET.get("filter", ""),
        "system": _system_columns(spec),
        "title_fields": title_fields(spec),
    }
    return render(request, "forms_engine/record/list.html", {"form": found, "given": given})


@require_safe
def record_new(request: PageRequest, app: str, form: str) -> HttpResponse:
    """Show the empty form, filled as far as its defaults and the address say."""
    found = _published(request, app, form)
    require(form_access(request.user, found), "create")
    start = start_of(actor=request.user, form=found, prefill=request.GET.dict())
    return render(request, "forms_engine/record/new.html", _page(request.user, found, start, "new"))


@require_safe
def record_page(request: PageRequest, app: str, form: str, record: int) -> HttpResponse:
    """Show one record with its history, comments and whatever other engines know of it."""
    found = _published(request, app, form)
    shown = get_record(request.user, found, record)
    start = start_of(actor=request.user, form=found, record=shown)
    editing = "edit" in request.GET and form_access(request.user, found).can("amend")
    context = {
        **_page(request.user, found, start, "edit" if editing else "view"),
        "record": shown,
        "status": STATUSES.get(shown["flow_status"] or ""),
        "panels": panels_for(request.user, found.application, found.key, record),
        "activity": {"urls": _record_urls(found, record), "revision": shown["revision"]},
        "editing": editing,
    }
    return render(request, "forms_engine/record/record.html", context)


def _published(request: PageRequest, app: str, key: str) -> Form:
    form = get_form(actor=request.user, app_key=app, form_key=key)
    if form.current_version_id is None:
        raise NotFound(_("This form is not published yet."))
    return form


def _given(actor: User, form: Form) -> dict[str, Any]:
    access = form_access(actor, form)
    spec = models_for(form.application).spec(form.pk)
    keys = [form.application.key, form.key]
    rights = {name: access.can(name) for name in ("create", "amend", "delete", "import", "export")}
    rights["design"] = access_to(actor, form.application).can("design")
    hidden = {key for key, mask in access.masks.items() if mask == "hidden"}
    runtime = to_runtime(spec, get_language() or "en")
    runtime["fields"] = [field for field in runtime["fields"] if field["key"] not in hidden]
    return {
        "app": form.application.key,
        "form": runtime,
        "masks": access.masks,
        "rights": rights,
        "statuses": {key: {"label": str(label), "tone": tone} for key, (label, tone) in STATUSES.items()},
        "urls": {
            "records": reverse("forms:record_list", args=keys),
            "create": reverse("forms:record_new", args=keys),
            "import": reverse("forms:record_import", args=keys),
            "records_api": reverse("api_records", args=keys),
            "views_api": reverse("api_saved_views", args=keys),
            "export": reverse("api_records_export", args=keys),
            "files": reverse("api_file_upload", args=keys),
            "forms_api": reverse("api_forms", args=keys[:1]),
        },
    }


def _page(actor: User, form: Form, start: dict[str, Any], mode: str) -> dict[str, Any]:
    access = form_access(actor, form)
    return {
        "form": form,
        "application": form.application,
        "start": start,
        "mode": mode,
        "action": reverse("api_records", args=[form.application.key, form.key]),
        "may": {name: access.can(name) for name in ("create", "amend", "delete")},
    }


def _record_urls(form: Form, record_id: int) -> dict[str, str]:
    keys = [form.application.key, form.key, record_id]
    return {
        "record": reverse("api_record", args=keys),
        "history": reverse("api_record_history", args=keys),
        "comments": reverse("api_record_comments", args=keys),
        "list": reverse("forms:record_list", args=keys[:2]),
        "people": reverse("builder:search_people"),
    }


def _system_columns(spec: FormSpec) -> list[dict[str, Any]]:
    number = {"key": "number", "label": _("Number"), "type": "text", "sortable": True}
    numbered = any(field.type == "autonumber" for field in spec.fields.values())
    return [
        *(() if numbered else (number,)),
        {"key": "flow_status", "label": _("Approval"), "type": "text", "sortable": True},
        {"key": "created_at", "label": _("Created"), "type": "datetime", "sortable": True},
        {"key": "created_by", "label": _("Created by"), "type": "member", "sortable": False},
        {"key": "owner", "label": _("Owner"), "type": "member", "sortable": False},
    ]
