"""Every address; each engine brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("builder.views.urls")),
    path("api/v1/", include("builder.api.urls")),
]
