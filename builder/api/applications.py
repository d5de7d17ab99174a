"""Apps in the API."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.applications.selectors.applications import get_application, list_applications
from builder.applications.services.applications import create_application, remove_application, update_application
from builder.models import Application, User
from builder.permissions import APP_RIGHTS, access_to
from builder.requests import ApiRequest

from .idempotency import idempotent
from .inputs import ApplicationChange, ApplicationCreate, read_body
from .outputs import ApplicationShown, listed

SCOPES = {"POST": "design", "PATCH": "design", "DELETE": "design"}


class Applications(APIView):
    """The apps of the caller."""

    token_scope = SCOPES

    @extend_schema(responses=listed(ApplicationShown))
    def get(self, request: ApiRequest) -> Response:
        """List the apps that the caller may use."""
        found = list_applications(actor=request.user)
        return Response({"results": [show(request.user, application) for application in found], "next": None})

    @extend_schema(request=ApplicationCreate, responses={201: ApplicationShown})
    @idempotent
    def post(self, request: ApiRequest) -> Response:
        """Create an app; the caller may do everything in it."""
        application = create_application(actor=request.user, **read_body(request, ApplicationCreate))
        return Response(show(request.user, application), status=201)


class ApplicationDetail(APIView):
    """One app."""

    token_scope = SCOPES

    @extend_schema(responses=ApplicationShown)
    def get(self, request: ApiRequest, app: str) -> Response:
        """Show an app."""
        return Response(show(request.user, get_application(actor=request.user, key=app)))

    @extend_schema(request=ApplicationChange, responses=ApplicationShown)
    def patch(self, request: ApiRequest, app: str) -> Response:
        """Change how an app is called and looks, or its menu."""
        application = get_application(actor=request.user, key=app, right="design")
        changed = update_application(
            actor=request.user, application=application, **read_body(request, ApplicationChange)
        )
        return Response(show(request.user, changed))

    @extend_schema(responses={204: None})
    def delete(self, request: ApiRequest, app: str) -> Response:
        """Put an app away."""
        application = get_application(actor=request.user, key=app, right="manage_access")
        remove_application(actor=request.user, application=application)
        return Response(status=204)


def show(actor: User, application: Application) -> dict[str, Any]:
    """Return an app as the API shows it."""
    access = access_to(actor, application)
    return {
        "key": application.key,
        "name": application.name,
        "description": application.description,
        "icon": application.icon,
        "accent": application.accent,
        "menu": application.menu,
        "rights": [right for right in APP_RIGHTS if access.can(right)],
        "url": reverse("builder:app_home", args=[application.key]),
    }
