"""Pie and ring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import plotly.graph_objects as go
from django.utils.translation import gettext_lazy as _

from . import chart_types
from .base import Chart, Table, figure_json, series


@chart_types.register
class PieChart(Chart):
    """Shares of a whole."""

    key = "pie"
    label = _("Pie")
    icon = "chart-pie"
    needs_dimensions: ClassVar[tuple[int, int]] = (1, 1)
    needs_measures: ClassVar[tuple[int, int]] = (1, 1)
    settings_schema = {
        "type": "object",
        "properties": {"ring": {"type": "boolean", "title": _("As a ring"), "default": True}},
        "additionalProperties": False,
    }

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Draw the shares in the order of the rows."""
        figure = go.Figure()
        hole = 0.55 if settings.get("ring", True) else 0
        for one in series(table):
            trace = go.Pie(name=one.name, labels=one.places, values=one.values, hole=hole, sort=False)
            figure.add_trace(trace.update(customdata=one.rows))
        return figure_json(figure)
