"""The access page of an app: its roles, what they give, and who has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from builder.applications.catalog import CatalogField, CatalogForm, forms_of
from builder.applications.design_steps import design_steps
from builder.applications.selectors.applications import get_application
from builder.applications.selectors.roles import RoleSummary, get_role, list_roles
from builder.applications.services.roles import create_role, remove_role, set_members, update_role
from builder.definitions.text import localized
from builder.exceptions import DomainError, Invalid
from builder.models import Application
from builder.organization.selectors.departments import all_departments
from builder.permissions import ANY_FORM, APP_RIGHTS, FORM_ACTIONS, MASKS, SCOPE_KINDS
from builder.requests import PageRequest

from .answers import onward


@require_safe
def access(request: PageRequest, app: str) -> HttpResponse:
    """Show the roles of an app, and one of them to edit."""
    application = get_application(actor=request.user, key=app, right="manage_access")
    return _page(request, application, request.GET.get("role", ""))


@require_POST
def role_create(request: PageRequest, app: str) -> HttpResponse:
    """Create a role, to be filled on the page that follows."""
    application = get_application(actor=request.user, key=app, right="manage_access")
    name, key = request.POST.get("name", ""), request.POST.get("key", "").strip()
    try:
        role = create_role(actor=request.user, application=application, key=key, name=name)
    except DomainError as error:
        return _page(request, application, "", error, status=error.status)
    return onward(request, f"{reverse('builder:access', args=[app])}?role={role.key}")


@require_POST
def role_update(request: PageRequest, app: str, role: str) -> HttpResponse:
    """Change what a role gives and who has it."""
    application = get_application(actor=request.user, key=app, right="manage_access")
    try:
        people, departments = _ids(request.POST, "people"), _ids(request.POST, "departments")
        update_role(
            actor=request.user,
            application=application,
            role_key=role,
            name=request.POST.get("name", ""),
            grants=grants_from(request.POST, forms_of(application)),
            everyone="everyone" in request.POST,
        )
        set_members(actor=request.user, application=application, role_key=role, people=people, departments=departments)
    except DomainError as error:
        return _page(request, application, role, error, status=error.status)
    messages.success(request, _("The role was saved."))
    return onward(request, f"{reverse('builder:access', args=[app])}?role={role}")


@require_POST
def role_remove(request: PageRequest, app: str, role: str) -> HttpResponse:
    """Remove a role."""
    application = get_application(actor=request.user, key=app, right="manage_access")
    remove_role(actor=request.user, application=application, role_key=role)
    messages.success(request, _("The role was removed."))
    return onward(request, "builder:access", app=app)


def grants_from(posted: QueryDict, forms: list[CatalogForm]) -> dict[str, Any]:
    """Return the grants document that the page's form describes."""
    keys = [ANY_FORM, *(form.key for form in forms if f"own:{form.key}" in posted)]
    fields = {form.key: form.fields for form in forms}
    return {
        "app": posted.getlist("app"),
        "forms": {key: _form_grant(posted, key, fields.get(key, ())) for key in keys},
    }


def _form_grant(posted: QueryDict, key: str, fields: tuple[CatalogField, ...]) -> dict[str, Any]:
    kind = posted.get(f"scope:{key}", "own")
    scope = {"kind": kind}
    if kind == "expression":
        scope["expression"] = posted.get(f"expression:{key}", "").strip()
    masks = {field.key: posted.get(f"mask:{key}:{field.key}", "edit") for field in fields}
    return {
        "actions": posted.getlist(f"actions:{key}"),
        "scope": scope,
        "fields": {field: mask for field, mask in masks.items() if mask != "edit"},
    }


def _ids(posted: QueryDict, name: str) -> list[int]:
    try:
        return [int(value) for value in posted.getlist(name) if value]
    except ValueError as error:
        raise Invalid(_("Choose members from the list.")) from error


def _page(
    request: PageRequest, application: Application, wanted: str, error: DomainError | None = None, status: int = 200
) -> HttpResponse:
    roles = list_roles(actor=request.user, application=application)
    keys = [summary.role.key for summary in roles]
    current = get_role(actor=request.user, application=application, role_key=wanted if wanted in keys else keys[0])
    context = {
        "application": application,
        "roles": roles,
        "current": current,
        "rows": _rows(current, forms_of(application)),
        "rights": [(key, label, key in current.role.grants.get("app", ())) for key, label in APP_RIGHTS.items()],
        "scope_kinds": SCOPE_KINDS.items(),
        "masks": MASKS.items(),
        "departments": _choices(all_departments(actor=request.user), {one.pk for one in current.departments}),
        "error": error,
        "problems": [problem.as_dict() for problem in error.problems] if error else [],
        "design_steps": design_steps(request.user, application, "access"),
    }
    return render(request, "builder/app/access.html", context, status=status)


def _rows(current: RoleSummary, forms: list[CatalogForm]) -> list[dict[str, Any]]:
    given: Mapping[str, Any] = current.role.grants.get("forms") or {}
    rows = [_row(CatalogForm(ANY_FORM, _("All other forms") if forms else _("All forms")), given)]
    return [*(_row(form, given) for form in forms), *rows]


def _row(form: CatalogForm, given: Mapping[str, Any]) -> dict[str, Any]:
    grant = given.get(form.key) or given.get(ANY_FORM) or {}
    scope = grant.get("scope") or {"kind": "own"}
    masks = grant.get("fields") or {}
    return {
        "key": form.key,
        "label": localized(form.label),
        "own": form.key in given or form.key == ANY_FORM,
        "default": form.key == ANY_FORM,
        "actions": [(key, label, key in grant.get("actions", ())) for key, label in FORM_ACTIONS.items()],
        "scope": scope["kind"],
        "expression": scope.get("expression", ""),
        "fields": [(field.key, field.label, masks.get(field.key, "edit")) for field in form.fields],
    }


def _choices(found: Any, chosen: set[int]) -> list[tuple[int, str, bool]]:
    return [(one.pk, str(one), one.pk in chosen) for one in found]
