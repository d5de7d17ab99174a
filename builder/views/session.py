"""Sign in, sign out, and settings that also strangers have."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from builder.exceptions import DomainError
from builder.organization.services.account import PREFERENCES, change_preferences
from builder.organization.services.signing_in import sign_in

from .inputs import SignIn, show_problems

COOKIE_AGE = 365 * 24 * 3600


def next_url(request: HttpRequest, fallback: str = "builder:home") -> str:
    """Return where to go on, which is never another site."""
    wanted = str(request.POST.get("next") or request.GET.get("next") or "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(fallback)


@never_cache
@login_not_required
@sensitive_post_parameters("password")
def signin(request: HttpRequest) -> HttpResponse:
    """Ask for user name and password."""
    onward = next_url(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(onward)
    form = SignIn(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            sign_in(request=request, **form.cleaned_data)
        except DomainError as error:
            show_problems(form, error)
            status = error.status
        else:
            return HttpResponseRedirect(onward)
    return render(request, "builder/session/signin.html", {"form": form, "next": onward}, status=status)


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("builder:signin")


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Change language, theme or time zone: for the person, or in this browser only."""
    wanted = {key: str(request.POST[key]) for key in PREFERENCES if key in request.POST}
    response = HttpResponseRedirect(next_url(request))
    if request.user.is_authenticated:
        change_preferences(actor=request.user, **wanted)
    if wanted.get("language") in dict(settings.LANGUAGES):
        translation.activate(wanted["language"])
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted["language"], COOKIE_AGE, samesite="Lax")
    if wanted.get("theme") in ("light", "dark", "system"):
        response.set_cookie("theme", wanted["theme"], COOKIE_AGE, samesite="Lax")
    return response
