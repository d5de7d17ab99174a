"""Addresses of the API; every engine brings its own below the same root."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView

from builder.engines import engine_modules

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="api_schema"),
    *(path("", include(module)) for module in engine_modules("api.urls")),
]
