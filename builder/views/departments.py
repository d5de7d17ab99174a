"""Administration of departments."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from builder.exceptions import DomainError
from builder.organization.selectors.departments import department_tree, get_department
from builder.organization.selectors.people import require_administrator
from builder.organization.services.departments import (
    create_department,
    move_department,
    remove_department,
    update_department,
)
from builder.requests import PageRequest

from .answers import onward
from .inputs import DepartmentInput, show_problems


@require_safe
def department_list(request: PageRequest) -> HttpResponse:
    """Show the tree of departments."""
    require_administrator(request.user)
    context = {"tree": department_tree(actor=request.user), "tab": "departments"}
    return render(request, "builder/administration/departments.html", context)


def department_create(request: PageRequest) -> HttpResponse:
    """Create a department."""
    require_administrator(request.user)
    form = DepartmentInput(request.POST or None, initial={"parent": request.GET.get("parent")}, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            create_department(actor=request.user, **form.cleaned_data)
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("The department was created."))
            return onward(request, "builder:department_list")
    context = {"form": form, "tab": "departments"}
    return render(request, "builder/administration/department.html", context, status=422 if form.errors else 200)


def department_edit(request: PageRequest, pk: int) -> HttpResponse:
    """Change a department, and move it when it has another parent now."""
    require_administrator(request.user)
    department = get_department(actor=request.user, department_id=pk)
    initial = {"name": department.name, "parent": department.parent, "head": department.head}
    form = DepartmentInput(request.POST or None, initial=initial, actor=request.user)
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data.pop("parent")
        try:
            if parent != department.parent:
                move_department(actor=request.user, department_id=pk, parent=parent)
            update_department(actor=request.user, department_id=pk, **form.cleaned_data)
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("The department was saved."))
            return onward(request, "builder:department_list")
    context = {"form": form, "department": department, "tab": "departments"}
    return render(request, "builder/administration/department.html", context, status=422 if form.errors else 200)


@require_POST
def department_remove(request: PageRequest, pk: int) -> HttpResponse:
    """Remove an empty department."""
    remove_department(actor=request.user, department_id=pk)
    messages.success(request, _("The department was removed."))
    return onward(request, "builder:department_list")
