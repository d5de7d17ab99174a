"""Bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext_lazy as _

from . import chart_types
from .base import Chart, Table, axis_order, figure_json, series


@chart_types.register
class BarChart(Chart):
    """Values side by side, stacked if wished, upright or lying."""

    key = "bar"
    label = _("Bar")
    icon = "chart-column"
    settings_schema = {
        "type": "object",
        "properties": {
            "stacked": {"type": "boolean", "title": _("Stacked"), "default": False},
            "horizontal": {"type": "boolean", "title": _("Horizontal"), "default": False},
        },
        "additionalProperties": False,
    }

    def figure(self, table: Table, settings: Mapping[str, Any]) -> dict[str, Any] | None:
        """Draw one trace of bars per series."""
        lying = bool(settings.get("horizontal"))
        figure = go.Figure()
        for one in series(table):
            along, across = (one.values, one.places) if lying else (one.places, one.values)
            orientation = "h" if lying else "v"
            figure.add_trace(go.Bar(name=one.name, x=along, y=across, orientation=orientation, customdata=one.rows))
        axis = {"type": "category", "categoryorder": "array", "categoryarray": axis_order(table)}
        figure.update_layout(barmode="stack" if settings.get("stacked") else "group")
        figure.update_layout(**{"yaxis" if lying else "xaxis": axis})
        if lying:
            figure.update_layout(yaxis={"autorange": "reversed"})
        return figure_json(figure)
