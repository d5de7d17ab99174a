"""Differences in words."""

from __future__ import annotations

from builder.definitions.changes import Change, matched


def test_a_change_is_a_sentence():
    """Placeholders are filled."""
    change = Change("changed", "a.b", "%(field)s changes.", {"field": "Price"}, before=1, after=2)

    assert {"kind": "changed", "path": "a.b", "message": "Price changes.", "before": 1, "after": 2} == change.as_dict()


def test_things_are_matched_by_what_they_are():
    """Removed, added, and the pairs in both, in the new order."""
    assert ([3], [4], [(2, 2), (1, 1)]) == matched([1, 2, 3], [2, 4, 1], lambda one: one)
