"""What is served to browsers."""

from __future__ import annotations

from django.apps import apps
from django.contrib.staticfiles.finders import get_finders


def collected() -> set[str]:
    """Return the paths that would be collected."""
    patterns = apps.get_app_config("staticfiles").ignore_patterns
    return {path for finder in get_finders() for path, _storage in finder.list(patterns)}


def test_pages_find_what_they_load():
    """The product's own files, and the library they use."""
    assert {"builder/css/base.css", "django_htmx/htmx-4.min.js"} <= collected()


def test_what_nobody_loads_is_left_out():
    """Neither the browsable API's files nor tests."""
    unwanted = {path for path in collected() if path.startswith("rest_framework/") or path.endswith(".test.js")}

    assert unwanted == set()
