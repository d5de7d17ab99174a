"""What every trigger answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from builder.registry import Type


class Trigger(Type):
    """When a rule wakes up: for events of `event_type` that its settings match."""

    event_type: ClassVar[str]
    knows_old: ClassVar[bool] = False

    def matches(self, settings: Mapping[str, Any], payload: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Say whether this event is meant; `change` maps field keys to values before and after."""
        return True
