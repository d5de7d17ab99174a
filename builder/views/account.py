"""The person's own account: settings, password, deputies, API tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from builder.api.tokens import create_token, list_tokens, revoke_token
from builder.exceptions import Invalid
from builder.organization.selectors.delegations import list_delegations
from builder.organization.services.account import change_password, change_preferences
from builder.organization.services.delegations import cancel_delegation, create_delegation
from builder.requests import PageRequest

from .answers import onward
from .inputs import AccountSettings, DelegationInput, PasswordChange, TokenInput, show_problems


@never_cache
@require_http_methods(["GET", "HEAD"])
def account(request: PageRequest) -> HttpResponse:
    """Show everything a person can set about themselves."""
    return _page(request)


@require_POST
def account_settings(request: PageRequest) -> HttpResponse:
    """Change language, time zone and theme."""
    form = AccountSettings(request.POST, prefix="settings")
    if not form.is_valid():
        return _page(request, settings=form)
    try:
        change_preferences(actor=request.user, **form.cleaned_data)
    except Invalid as error:
        show_problems(form, error)
        return _page(request, settings=form)
    messages.success(request, _("Your settings were saved."))
    return onward(request, "builder:account")


@require_POST
@sensitive_post_parameters()
def account_password(request: PageRequest) -> HttpResponse:
    """Change the password and stay signed in here, and nowhere else."""
    form = PasswordChange(request.POST, prefix="password")
    if not form.is_valid():
        return _page(request, password=form)
    try:
        person = change_password(actor=request.user, **form.cleaned_data)
    except Invalid as error:
        show_problems(form, error)
        return _page(request, password=form)
    update_session_auth_hash(request, person)
    messages.success(request, _("Your password was changed."))
    return onward(request, "builder:account")


@require_POST
def delegation_create(request: PageRequest) -> HttpResponse:
    """Let somebody else decide for a time."""
    form = DelegationInput(request.POST, prefix="delegation", actor=request.user)
    if not form.is_valid():
        return _page(request, delegation=form)
    try:
        create_delegation(actor=request.user, **form.cleaned_data)
    except Invalid as error:
        show_problems(form, error)
        return _page(request, delegation=form)
    messages.success(request, _("Your tasks will go to your deputy."))
    return onward(request, "builder:account")


@require_POST
def delegation_cancel(request: PageRequest, pk: int) -> HttpResponse:
    """Decide oneself again."""
    cancel_delegation(actor=request.user, delegation_id=pk)
    messages.success(request, _("You decide yourself again."))
    return onward(request, "builder:account")


@never_cache
@require_POST
def token_create(request: PageRequest) -> HttpResponse:
    """Create an API token and show it this one time."""
    form = TokenInput(request.POST, prefix="token")
    if not form.is_valid():
        return _page(request, token=form)
    values = form.cleaned_data
    expires_at = timezone.now() + timedelta(days=values["days"])
    _row, secret = create_token(actor=request.user, name=values["name"], scopes=values["scopes"], expires_at=expires_at)
    return _page(request, secret=secret)


@require_POST
def token_revoke(request: PageRequest, pk: int) -> HttpResponse:
    """Make an API token useless."""
    token = revoke_token(actor=request.user, token_id=pk)
    messages.success(request, _("The token was revoked."))
    own = token.user_id == request.user.pk and request.POST.get("from") != "administration"
    return onward(request, "builder:account" if own else "builder:token_list")


def _page(request: PageRequest, secret: str = "", **bound: Any) -> HttpResponse:
    user = request.user
    current = {"language": user.language, "timezone": user.timezone, "theme": user.theme}
    context = {
        "settings_form": bound.get("settings") or AccountSettings(initial=current, prefix="settings"),
        "password_form": bound.get("password") or PasswordChange(prefix="password"),
        "delegation_form": bound.get("delegation") or DelegationInput(prefix="delegation", actor=user),
        "token_form": bound.get("token") or TokenInput(prefix="token"),
        "delegations": list_delegations(actor=user),
        "tokens": list_tokens(actor=user),
        "secret": secret,
        "now": timezone.now(),
    }
    return render(request, "builder/account/index.html", context, status=422 if bound else 200)
