"""The caller's API tokens in the API; they are made in a session only, never with a token."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.exceptions import NotAllowed
from builder.models import ApiToken
from builder.requests import ApiRequest

from .inputs import TokenCreate, read_body
from .outputs import TokenShown, listed
from .tokens import create_token, list_tokens, revoke_token


class Tokens(APIView):
    """The caller's tokens."""

    @extend_schema(responses=listed(TokenShown))
    def get(self, request: ApiRequest) -> Response:
        """List the caller's tokens."""
        return Response({"results": [show(token) for token in list_tokens(actor=request.user)], "next": None})

    @extend_schema(request=TokenCreate, responses={201: TokenShown})
    def post(self, request: ApiRequest) -> Response:
        """Create a token; only this answer holds it."""
        if isinstance(request.auth, ApiToken):
            # A stolen token must not be able to outlive itself.
            raise NotAllowed(_("A token cannot create tokens. Sign in to do so."))
        token, secret = create_token(actor=request.user, **read_body(request, TokenCreate))
        return Response({**show(token), "token": secret}, status=201)


class TokenDetail(APIView):
    """One of the caller's tokens."""

    @extend_schema(responses={204: None})
    def delete(self, request: ApiRequest, pk: int) -> Response:
        """Revoke a token."""
        revoke_token(actor=request.user, token_id=pk)
        return Response(status=204)


def show(token: ApiToken) -> dict[str, Any]:
    """Return a token as the API shows it, without the token itself."""
    return {
        "id": token.pk,
        "name": token.name,
        "prefix": f"mr_{token.prefix}",
        "scopes": token.scopes,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
        "revoked_at": token.revoked_at,
    }
