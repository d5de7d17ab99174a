"""The number, which the page draws itself."""

from reports_engine.charts.number import NumberChart

from .tables import BY_MONTH


def test_the_page_draws_it():
    """There is no figure to send."""
    assert NumberChart().figure(BY_MONTH, {}) is None
