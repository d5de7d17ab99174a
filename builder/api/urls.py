"""Addresses of the API; every engine brings its own below the same root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView

from builder.engines import engine_modules

from .applications import ApplicationDetail, Applications
from .authentication import IsSignedIn
from .organization import Departments, Me, People
from .roles import Explanation, RoleDetail, RoleMembers, Roles
from .token_endpoints import TokenDetail, Tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularJSONAPIView.as_view(permission_classes=[IsSignedIn]), name="api_schema"),
    path("me/", Me.as_view(), name="api_me"),
    path("people/", People.as_view(), name="api_people"),
    path("departments/", Departments.as_view(), name="api_departments"),
    path("tokens/", Tokens.as_view(), name="api_tokens"),
    path("tokens/<int:pk>/", TokenDetail.as_view(), name="api_token"),
    path("apps/", Applications.as_view(), name="api_apps"),
    path("apps/<slug:app>/", ApplicationDetail.as_view(), name="api_app"),
    path("apps/<slug:app>/roles/", Roles.as_view(), name="api_roles"),
    path("apps/<slug:app>/roles/<slug:role>/", RoleDetail.as_view(), name="api_role"),
    path("apps/<slug:app>/roles/<slug:role>/members/", RoleMembers.as_view(), name="api_role_members"),
    path("apps/<slug:app>/why/<slug:form>/", Explanation.as_view(), name="api_why"),
    *(path("", include(module)) for module in engine_modules("api.urls")),
]
