"""The pie chart."""

from __future__ import annotations

from reports_engine.charts.pie import PieChart
from tests.reports_engine.charts.tables import BY_MONTH, EMPTY


def test_values_stand_at_their_places():
    """One trace, with the row behind every point."""
    [trace] = PieChart().figure(BY_MONTH, {})["data"]

    assert list(trace["customdata"]) == [0, 1]
    assert list(trace["values"]) == [10.0, 5.5]


def test_nothing_to_draw_is_no_error():
    """An empty table gives an empty picture."""
    assert isinstance(PieChart().figure(EMPTY, {})["data"], list | tuple)
