"""People in a field."""

from __future__ import annotations

from flow_engine.assignees import assignee_types

from .world import resolve


def test_whoever_the_record_names():
    """Or nobody."""
    rule = {"by": "member_field", "field": "owner"}

    assert (resolve(rule, owner=5), resolve(rule, owner=None)) == ([5], [])


def test_the_field_is_known_to_be_read():
    """So that checks can look it up."""
    rule = {"by": "member_field", "field": "owner"}

    assert assignee_types.get("member_field").fields(rule) == [("owner", "member")]
