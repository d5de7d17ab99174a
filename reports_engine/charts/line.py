"""Lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext_lazy as _

from . import chart_types
from .base import Chart, Table, axis_order, figure_json, series


@chart_types.register
class LineChart(Chart):
    """How values move along the first grouping."""

    key = "line"
    label = _("Line")
    icon = "chart-line"
    settings_schema = {
        "type": "object",
        "properties": {"filled": {"type": "boolean", "title": _("Filled below"), "default": False}},
        "additionalProperties": False,
    }

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Draw one trace with points per series."""
        fill = "tozeroy" if settings.get("filled") else None
        figure = go.Figure()
        for one in series(table):
            trace = go.Scatter(name=one.name, x=one.places, y=one.values, mode="lines+markers", fill=fill)
            figure.add_trace(trace.update(customdata=one.rows))
        axis = {"type": "category", "categoryorder": "array", "categoryarray": axis_order(table)}
        figure.update_layout(xaxis=axis)
        return figure_json(figure)
