"""Every address; each engine brings its own."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# Engines whose addresses are more specific come first: a form may have any key.
ENGINES = ("reports_engine", "rules_engine", "flow_engine", "forms_engine")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("builder.views.urls")),
    path("api/v1/", include("builder.api.urls")),
]
urlpatterns += [path("", include(f"{engine}.urls")) for engine in ENGINES if find_spec(f"{engine}.urls")]
