"""What people rules share."""

from __future__ import annotations

from flow_engine.assignees import assignee_types
from flow_engine.assignees.base import Facts, heads_above, ids_in, reporting_line, resolve_all

from .world import Firm


def test_rules_are_joined_without_repeats_and_without_who_has_left():
    """In the order of the rules."""
    types = {key: assignee_types.get(key) for key in ("person", "manager")}
    rules = [{"by": "person", "ids": [5, 9, 2]}, {"by": "manager"}, {"by": "person", "ids": [6]}]

    assert resolve_all(rules, types, Facts(1), Firm()) == [5, 2, 6]


def test_a_reporting_line_ends_at_the_top_and_in_circles():
    """Nearest first."""
    assert (reporting_line(1, Firm()), reporting_line(7, Firm())) == ([2, 3, 4], [7])


def test_departments_without_a_head_are_skipped():
    """On the way up."""
    assert heads_above(10, Firm()) == [3, 4]


def test_a_field_holds_one_several_or_nobody():
    """Ids all the same."""
    assert (ids_in(None), ids_in(5), ids_in([5, 6])) == ([], [5], [5, 6])
