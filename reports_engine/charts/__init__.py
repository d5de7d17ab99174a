"""Pictures of a result table, one file per chart type; the only door to plotly."""

from builder.registry import Registry

from .base import Chart, Table

chart_types: Registry[Chart] = Registry("chart type", __name__)

__all__ = ["Chart", "Table", "chart_types"]
