"""A plain table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from . import chart_types
from .base import Chart, Table


@chart_types.register
class TableChart(Chart):
    """Rows and columns, drawn by the page."""

    key = "table"
    label = _("Table")
    icon = "table"
    needs_dimensions: ClassVar[tuple[int, int]] = (0, 4)

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Leave the drawing to the page."""
        return None
