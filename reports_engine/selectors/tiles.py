"""The tiles of a dashboard as one reader sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.definitions.text import localized
from builder.models import Application, User
from builder.permissions import access_to

from .definitions import list_reports


def tiles_for(*, actor: User, application: Application, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a dashboard's document whose tiles have the `name` of their report, and `locked` if it is out of reach."""
    access = access_to(actor, application)
    reports = {
        report.key: (localized(report.name), report.current_version.document["dataset"]["form"])
        for report in list_reports(actor=actor, application=application)
        if report.current_version is not None
    }
    tiles = []
    for tile in document["tiles"]:
        name, form = reports.get(tile["report"], ("", ""))
        tiles.append({**tile, "name": name, "locked": not access.form(form).can("read")})
    return {**document, "tiles": tiles}
