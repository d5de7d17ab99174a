"""Every address; each engine brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from builder.engines import engine_modules

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("builder.views.urls")),
    path("api/v1/", include("builder.api.urls")),
    *(path("", include(module)) for module in engine_modules("urls")),
]

handler400 = "builder.views.errors.bad_request"
handler403 = "builder.views.errors.not_allowed"
handler404 = "builder.views.errors.not_found"
handler500 = "builder.views.errors.server_error"
