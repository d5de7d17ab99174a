"""Administration of people."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from builder.exceptions import DomainError
from builder.models import User
from builder.organization.selectors.people import get_person, list_people, require_administrator
from builder.organization.services.people import create_person, deactivate_person, set_password, update_person
from builder.requests import PageRequest

from .answers import onward
from .inputs import NewPassword, NewPerson, PersonInput, show_problems

PAGE = 50


@require_safe
def person_list(request: PageRequest) -> HttpResponse:
    """List everybody, found by name."""
    text = request.GET.get("q", "")
    pages = Paginator(list_people(actor=request.user, text=text), PAGE)
    context = {"page": pages.get_page(request.GET.get("page")), "q": text, "tab": "people"}
    return render(request, "builder/administration/people.html", context)


@sensitive_post_parameters("password")
def person_create(request: PageRequest) -> HttpResponse:
    """Create a person."""
    require_administrator(request.user)
    form = NewPerson(request.POST or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "password": form.cleaned_data["password"] or None}
        try:
            person = create_person(actor=request.user, **values)
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("%(name)s can sign in now.") % {"name": person.display_name})
            return onward(request, "builder:person_list")
    context = {"form": form, "tab": "people"}
    return render(request, "builder/administration/person.html", context, status=422 if form.errors else 200)


def person_edit(request: PageRequest, pk: int) -> HttpResponse:
    """Change a person."""
    require_administrator(request.user)
    person = get_person(actor=request.user, person_id=pk)
    initial = {name: getattr(person, name) for name in PersonInput.base_fields}
    form = PersonInput(request.POST or None, initial=initial, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            update_person(actor=request.user, person_id=pk, **form.cleaned_data)
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("The person was saved."))
            return onward(request, "builder:person_list")
    return _person_page(request, person, form)


@require_POST
@sensitive_post_parameters("password")
def person_password(request: PageRequest, pk: int) -> HttpResponse:
    """Set a person's password."""
    require_administrator(request.user)
    person = get_person(actor=request.user, person_id=pk)
    form = NewPassword(request.POST)
    if form.is_valid():
        try:
            set_password(actor=request.user, person_id=pk, password=form.cleaned_data["password"])
        except DomainError as error:
            show_problems(form, error)
        else:
            messages.success(request, _("The password was changed."))
            return onward(request, "builder:person_edit", pk=pk)
    initial = {name: getattr(person, name) for name in PersonInput.base_fields}
    return _person_page(request, person, PersonInput(initial=initial, actor=request.user), form)


@require_POST
def person_activate(request: PageRequest, pk: int) -> HttpResponse:
    """Close a person's account, or open it again."""
    if request.POST.get("active") == "1":
        update_person(actor=request.user, person_id=pk, is_active=True)
        messages.success(request, _("The account is open again."))
    else:
        deactivate_person(actor=request.user, person_id=pk)
        messages.success(request, _("The account was closed."))
    return onward(request, "builder:person_edit", pk=pk)


def _person_page(
    request: PageRequest, person: User, form: PersonInput, password: NewPassword | None = None
) -> HttpResponse:
    wrong = form.errors or (password is not None and password.errors)
    context = {"form": form, "person": person, "password_form": password or NewPassword(), "tab": "people"}
    return render(request, "builder/administration/person.html", context, status=422 if wrong else 200)
