"""API tokens: shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.exceptions import Invalid, NotAllowed, NotFound, Problem
from builder.models import ApiToken, User

SCOPES = ("read", "write", "design")
LONGEST_LIFE = timedelta(days=366)
USE_IS_NOTED_EVERY = timedelta(minutes=1)


def create_token(
    *, actor: User, name: str, scopes: Sequence[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Create a token for the actor; the second answer is the token itself, which nobody can show again."""
    if actor.is_system:
        raise NotAllowed(_("The system has no tokens."))
    _check(name, scopes, expires_at)
    prefix = secrets.token_hex(4)
    secret = f"mr_{prefix}_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=actor,
        name=name.strip(),
        prefix=prefix,
        digest=_digest(secret),
        scopes=[scope for scope in SCOPES if scope in scopes],
        expires_at=expires_at or timezone.now() + timedelta(days=90),
    )
    return token, secret


def revoke_token(*, actor: User, token_id: int) -> ApiToken:
    """Make a token useless at once; administrators may do so for anybody."""
    token = _visible(actor).filter(pk=token_id).first()
    if token is None:
        raise NotFound(_("There is no such token."))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def list_tokens(*, actor: User, everybody: bool = False) -> list[ApiToken]:
    """Return the actor's own tokens or, for administrators who ask, everybody's."""
    tokens = _visible(actor).select_related("user")
    return list(tokens if everybody else tokens.filter(user=actor))


def token_for(secret: str) -> ApiToken | None:
    """Return the valid token behind the text a caller sent."""
    now = timezone.now()
    token = ApiToken.objects.select_related("user__department").filter(digest=_digest(secret)).first()
    if token is None or token.revoked_at or not token.user.is_active:
        return None
    if token.expires_at and token.expires_at <= now:
        return None
    if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _visible(actor: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.all() if actor.is_staff else ApiToken.objects.filter(user=actor)


def _check(name: str, scopes: Sequence[str], expires_at: datetime | None) -> None:
    problems = []
    if not 1 <= len(name.strip()) <= 100:
        problems.append(Problem("name", "required", _("Give the token a name of at most 100 characters.")))
    if not scopes or not set(scopes) <= set(SCOPES):
        problems.append(Problem("scopes", "choice", _("Choose at least one scope: read, write or design.")))
    now = timezone.now()
    if expires_at is not None and not now < expires_at <= now + LONGEST_LIFE:
        problems.append(Problem("expires_at", "range", _("A token ends within one year.")))
    if problems:
        raise Invalid(problems=problems)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
