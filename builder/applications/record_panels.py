"""Panels that engines show beside a record, such as the way of its approval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from builder.models import Application, User

from .providers import Providers


@dataclass(frozen=True)
class RecordPanel:
    """A template and what it shows; panels stand in the order of `position`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    position: int = 100


PanelProvider = Callable[[User, Application, str, int], RecordPanel | None]

record_panels: Providers[PanelProvider] = Providers("record panel provider")
"""Functions of the actor, the app, the key of the form and the id of the record."""


def panels_for(actor: User, application: Application, form_key: str, record_id: int) -> list[RecordPanel]:
    """Return the panels to show beside a record that the actor may see."""
    found = (provider(actor, application, form_key, record_id) for provider in record_panels)
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.position)
