"""What all charts share."""

from __future__ import annotations

from reports_engine.charts.bar import BarChart
from reports_engine.charts.base import axis_order, series
from reports_engine.charts.pie import PieChart

from .tables import BY_MONTH, BY_MONTH_AND_KIND


def test_a_second_grouping_makes_series():
    """Each with the rows it comes from."""
    found = {one.name: (one.places, one.values, one.rows) for one in series(BY_MONTH_AND_KIND)}

    assert found == {"IT": (["2026-09", "2026-10"], [10.0, 5.5], [0, 2]), "Office": (["2026-09"], [1.0], [1])}
    assert axis_order(BY_MONTH_AND_KIND) == ["2026-09", "2026-10"]


def test_a_value_makes_a_series():
    """Named after its column."""
    assert [one.name for one in series(BY_MONTH)] == ["Spend"]


def test_a_shape_that_cannot_be_drawn_is_told():
    """With how many groupings and values it takes."""
    assert BarChart().problems(1, 3) == []
    assert [one.path for one in BarChart().problems(3, 1)] == ["dimensions"]
    assert [one.path for one in PieChart().problems(1, 2)] == ["measures"]
