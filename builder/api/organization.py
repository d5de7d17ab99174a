"""People and departments in the API, as pickers need them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from builder.models import Department, User
from builder.organization.selectors.departments import search_departments
from builder.organization.selectors.people import search_people
from builder.requests import ApiRequest

from .outputs import DepartmentShown, PersonShown, listed

SEARCH = OpenApiParameter("search", str, description="Words that the name must contain.")
IDS = OpenApiParameter("ids", str, description="Ids, separated by commas: answers exactly these.")


class Me(APIView):
    """Who calls."""

    @extend_schema(responses=PersonShown)
    def get(self, request: ApiRequest) -> Response:
        """Show the caller."""
        return Response({**show_person(request.user), "administrator": request.user.is_staff})


class People(APIView):
    """People to choose from."""

    @extend_schema(parameters=[SEARCH, IDS], responses=listed(PersonShown))
    def get(self, request: ApiRequest) -> Response:
        """Find active people by name, user name or email."""
        text, ids = asked(request)
        people = search_people(actor=request.user, text=text, ids=ids, limit=50)
        return Response({"results": [show_person(person) for person in people], "next": None})


class Departments(APIView):
    """Departments to choose from."""

    @extend_schema(parameters=[SEARCH, IDS], responses=listed(DepartmentShown))
    def get(self, request: ApiRequest) -> Response:
        """Find departments by name."""
        text, ids = asked(request)
        departments = search_departments(actor=request.user, text=text, ids=ids, limit=100)
        return Response({"results": [show_department(department) for department in departments], "next": None})


def asked(request: ApiRequest) -> tuple[str, list[int] | None]:
    """Return the words and the ids of a search; `q` is another word for `search`."""
    ids = request.query_params.get("ids")
    text = request.query_params.get("search") or request.query_params.get("q", "")
    if ids is None:
        return text[:200], None
    return text[:200], [int(one) for one in ids.split(",") if one.isascii() and one.isdigit() and len(one) < 19]


def show_person(person: User) -> dict[str, Any]:
    """Return a person as the API shows them."""
    department = person.department
    return {
        "id": person.pk,
        "name": person.display_name,
        "username": person.username,
        "department": {"id": department.pk, "name": department.name} if department else None,
        "hint": department.name if department else "",
        "active": person.is_active,
    }


def show_department(department: Department) -> dict[str, Any]:
    """Return a department as the API shows it."""
    return {
        "id": department.pk,
        "name": department.name,
        "parent": department.parent_id,
        "head": department.head_id,
        "path": [int(part) for part in department.path.split("/") if part],
    }
