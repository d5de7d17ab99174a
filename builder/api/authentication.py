"""Who calls the API, and whether their token is meant for this."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from builder.models import ApiToken, User

from .tokens import token_for


class TokenAuthentication(BaseAuthentication):
    """Accept `Authorization: Bearer <token>`."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """Return the token's owner, or None when no token was sent."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        token = token_for(parts[1].decode("latin-1")) if len(parts) == 2 else None
        if token is None:
            raise AuthenticationFailed(_("The token is not valid."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Say how to authenticate; this makes the answer 401 instead of 403."""
        del request
        return 'Bearer realm="api"'


class IsSignedIn(BasePermission):
    """Let signed-in people in, and tokens that have the scope.

    Reading needs the scope `read`, everything else `write`. A view that is different says so with `token_scope`, either
    one scope for all methods or a mapping from method to scope.
    """

    message = _("This token may not do that.")

    def has_permission(self, request: Request, view: Any) -> bool:
        """Check the sign-in and, for tokens, the scope."""
        if not (request.user and request.user.is_authenticated):
            return False
        if not isinstance(request.auth, ApiToken):
            return True
        return needed_scope(request.method or "GET", view) in request.auth.scopes


def needed_scope(method: str, view: Any) -> str:
    """Return the scope a token needs for the method of a view."""
    declared = getattr(view, "token_scope", None)
    if isinstance(declared, dict):
        declared = declared.get(method)
    return declared or ("read" if method in SAFE_METHODS else "write")
