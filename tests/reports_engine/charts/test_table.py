"""The table, which the page draws itself."""

from reports_engine.charts.table import TableChart

from .tables import BY_MONTH


def test_the_page_draws_it():
    """There is no figure to send."""
    assert TableChart().figure(BY_MONTH, {}) is None
