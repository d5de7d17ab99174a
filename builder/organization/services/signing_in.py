"""Sign people in, slowly for those who guess."""

from __future__ import annotations

import hashlib

from django.contrib.auth import authenticate, login
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from rest_framework.settings import api_settings

from builder.exceptions import DomainError, Invalid, Problem, gettext_noop
from builder.models import User

WINDOW = 60
TIMES_MORE_PER_ADDRESS = 6


class TooManyAttempts(DomainError):
    """Somebody tries too often."""

    code = "too_many_attempts"
    status = 429
    title = gettext_noop("Too many attempts")


def sign_in(*, request: HttpRequest, username: str, password: str) -> User:
    """Start a session for the person.

    The answer is the same whether the name is unknown, the password wrong or the account closed, and it takes as long.

    Raises:
        TooManyAttempts: for this name, or from this address.
        Invalid: no such name and password.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    limit = _limit()
    _count(f"name:{username.casefold()}", limit)
    _count(f"address:{address}", limit * TIMES_MORE_PER_ADDRESS)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User) or user.is_system:
        raise Invalid(problems=[Problem("", "sign_in", _("User name or password is not right."))])
    cache.delete(_key(f"name:{username.casefold()}"))
    login(request, user)
    return user


def _limit() -> int:
    return int(str(api_settings.DEFAULT_THROTTLE_RATES["signin"]).split("/")[0])


def _count(what: str, limit: int) -> None:
    key = _key(what)
    cache.add(key, 0, WINDOW)
    try:
        attempts = cache.incr(key)
    except ValueError:  # It ran out between the two lines.
        return
    if attempts > limit:
        raise TooManyAttempts(_("Too many attempts. Please wait a minute."))


def _key(what: str) -> str:
    return f"signin:{hashlib.sha256(what.encode('utf-8', 'surrogatepass')).hexdigest()}"
