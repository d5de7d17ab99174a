"""Addresses of the API; every engine brings its own below the same root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView

from builder.api.authentication import IsSignedIn
from builder.engines import engine_modules

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularJSONAPIView.as_view(permission_classes=[IsSignedIn]), name="api_schema"),
    *(path("", include(module)) for module in engine_modules("api.urls")),
]
