"""One big number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from . import chart_types
from .base import Chart, Table


@chart_types.register
class NumberChart(Chart):
    """A single value, drawn by the page."""

    key = "number"
    label = _("Number")
    icon = "hash"
    needs_dimensions: ClassVar[tuple[int, int]] = (0, 0)
    needs_measures: ClassVar[tuple[int, int]] = (1, 1)

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Leave the drawing to the page."""
        return None
