"""Roles."""

from __future__ import annotations

from .world import resolve


def test_everybody_in_the_roles():
    """In the order of the roles."""
    assert resolve({"by": "role", "keys": ["top", "finance"]}) == [3, 5, 6, 1]


def test_only_those_of_the_initiators_department():
    """Or nobody when the initiator has none."""
    rule = {"by": "role", "keys": ["finance"], "scope": "initiator_department"}

    assert (resolve(rule, initiator=2), resolve(rule, initiator=8)) == ([1], [])
