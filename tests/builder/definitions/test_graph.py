"""Orders and circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.definitions.graph import CircularUse, Graph


def test_everything_comes_after_what_it_uses():
    """Names that are only used come first."""
    assert ["c", "b", "a"] == Graph({"a": ["b"], "b": ["c"]}).in_order()


def test_a_circle_is_told_by_its_way():
    """The way starts and ends with the same name."""
    with pytest.raises(CircularUse) as refusal:
        Graph({"x": ["a"], "a": ["b"], "b": ["a"]}).in_order()
    assert ["a", "b", "a"] == refusal.value.path


def test_a_long_chain_is_no_problem():
    """Longer than Python's own stack."""
    chain = {str(n): [str(n + 1)] for n in range(5000)}

    assert "5000" == Graph(chain).in_order()[0]


def test_users_are_found():
    """Directly, not through others."""
    graph = Graph({"a": ["b"], "b": ["c"]})

    assert (["a"], ["b"]) == (graph.used_by("b"), graph.uses("a"))


@given(st.dictionaries(st.integers(0, 8).map(str), st.lists(st.integers(0, 8).map(str), max_size=4)))
def test_the_order_holds_or_there_is_a_circle(uses):
    """Whatever uses what, there is an order or a circle."""
    try:
        order = Graph(uses).in_order()
    except CircularUse as circle:
        steps = zip(circle.path, circle.path[1:], strict=False)
        assert all(after in uses.get(before, ()) for before, after in steps)
    else:
        assert all(order.index(used) < order.index(name) for name, all_used in uses.items() for used in all_used)
