"""Addresses of one kind of definition."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path

from . import definitions as views


def definition_urls(noun: str, kind: views.Kind) -> list[URLPattern]:
    """Return the addresses below `apps/<app>/<noun>/` for a kind of definition."""
    root = f"apps/<slug:app>/{noun}/"
    one = f"{root}<slug:key>/"

    def bound(view: type[views.DefinitionView]) -> Any:
        # The schema of the API names operations after their view.
        made: Any = type(f"{noun.title()}{view.__name__}", (view,), {"kind": kind, "__doc__": view.__doc__})
        return made.as_view()

    return [
        path(root, bound(views.ListView), name=f"api_{noun}"),
        path(one, bound(views.OneView), name=f"api_{noun}_one"),
        path(f"{one}draft/", bound(views.DraftView), name=f"api_{noun}_draft"),
        path(f"{one}check/", bound(views.CheckView), name=f"api_{noun}_check"),
        path(f"{one}diff/", bound(views.DiffView), name=f"api_{noun}_diff"),
        path(f"{one}publish/", bound(views.PublishView), name=f"api_{noun}_publish"),
        path(f"{one}versions/", bound(views.VersionsView), name=f"api_{noun}_versions"),
    ]
