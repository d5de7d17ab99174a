"""Addresses of the API; every engine brings its own below the same root."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularJSONAPIView

ENGINES = ("forms_engine", "flow_engine", "rules_engine", "reports_engine")

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="api_schema"),
]
for engine in ENGINES:
    if find_spec(f"{engine}.api") and find_spec(f"{engine}.api.urls"):
        urlpatterns.append(path("", include(f"{engine}.api.urls")))
