"""Roles of an app in the API, and explanations of access."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.applications.selectors.applications import get_application
from builder.applications.selectors.roles import get_role, list_roles
from builder.applications.services.roles import create_role, remove_role, set_members, update_role
from builder.models import Application
from builder.organization.selectors.people import get_person
from builder.permissions import access_to, require, why
from builder.requests import ApiRequest

from .idempotency import idempotent
from .inputs import Members, RoleChange, RoleCreate, read_body
from .outputs import RoleShown, listed

DESIGN = "design"


class RoleEndpoint(APIView):
    """What the endpoints of roles share: they are for who manages access."""

    token_scope = DESIGN

    def application(self, request: ApiRequest) -> Application:
        """Return the app in the address."""
        return get_application(actor=request.user, key=self.kwargs["app"], right="manage_access")

    def answer(self, request: ApiRequest, application: Application, role: str, status: int = 200) -> Response:
        """Return the role with its members."""
        found = get_role(actor=request.user, application=application, role_key=role)
        return Response(found.as_dict(), status=status)


class Roles(RoleEndpoint):
    """The roles of an app."""

    @extend_schema(responses=listed(RoleShown))
    def get(self, request: ApiRequest, app: str) -> Response:
        """List the roles with what they give and who has them."""
        del app
        found = list_roles(actor=request.user, application=self.application(request))
        return Response({"results": [role.as_dict() for role in found], "next": None})

    @extend_schema(request=RoleCreate, responses={201: RoleShown})
    @idempotent
    def post(self, request: ApiRequest, app: str) -> Response:
        """Create a role."""
        del app
        application = self.application(request)
        role = create_role(actor=request.user, application=application, **read_body(request, RoleCreate))
        return self.answer(request, application, role.key, 201)


class RoleDetail(RoleEndpoint):
    """One role."""

    @extend_schema(responses=RoleShown)
    def get(self, request: ApiRequest, app: str, role: str) -> Response:
        """Show a role."""
        del app
        return self.answer(request, self.application(request), role)

    @extend_schema(request=RoleChange, responses=RoleShown)
    def patch(self, request: ApiRequest, app: str, role: str) -> Response:
        """Change a role's name, what it gives, or whether everyone has it."""
        del app
        application = self.application(request)
        values = read_body(request, RoleChange)
        update_role(actor=request.user, application=application, role_key=role, **values)
        return self.answer(request, application, role)

    @extend_schema(responses={204: None})
    def delete(self, request: ApiRequest, app: str, role: str) -> Response:
        """Remove a role."""
        del app
        remove_role(actor=request.user, application=self.application(request), role_key=role)
        return Response(status=204)


class RoleMembers(RoleEndpoint):
    """Who has a role."""

    @extend_schema(request=Members, responses=RoleShown)
    def put(self, request: ApiRequest, app: str, role: str) -> Response:
        """Say who has the role; who is not named loses it."""
        del app
        application = self.application(request)
        set_members(actor=request.user, application=application, role_key=role, **read_body(request, Members))
        return self.answer(request, application, role)


class Explanation(APIView):
    """Why somebody may do what they may do."""

    @extend_schema(responses={200: {"type": "object"}})
    def get(self, request: ApiRequest, app: str, form: str) -> Response:
        """Explain the caller's access to a form or, for who manages access, that of `?person=<id>`."""
        application = get_application(actor=request.user, key=app)
        person = request.user
        asked = request.query_params.get("person", "")
        if asked.isdecimal() and int(asked) != person.pk:
            require(access_to(request.user, application), "manage_access")
            person = get_person(actor=request.user, person_id=int(asked))
        reasons = why(person, application, form)
        shown = [{"role": reason.role, "text": reason.text, "actions": reason.actions} for reason in reasons]
        return Response({"results": shown})
