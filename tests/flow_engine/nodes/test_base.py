"""What node types share."""

from __future__ import annotations

from flow_engine.nodes.base import Faults, Lane, NodeSpec, check_conditions, people_work


def test_a_reporting_line_makes_a_sequence():
    """Whatever order is set."""
    node = NodeSpec("a", "approve", {"who": [{"by": "manager_chain"}], "order": "parallel"}, None)

    assert people_work(node, {}, "approve").order == "sequence"


def test_the_flows_rule_for_repeats_is_inherited():
    """Unless the node has its own."""
    inherits = NodeSpec("a", "approve", {"who": []}, None)
    own = NodeSpec("a", "approve", {"who": [], "dedupe": "none"}, None)
    settings = {"dedupe": "ever"}

    assert (people_work(inherits, settings, "approve").dedupe, people_work(own, settings, "approve").dedupe) == (
        "ever",
        "none",
    )


def test_lanes_need_conditions_and_the_default_comes_last():
    """Each fault has its place."""
    lanes = (Lane("x#0", None, default=True), Lane("x#1", None))
    faults = Faults()
    check_conditions(NodeSpec("x", "exclusive", {}, None, lanes=lanes), faults)

    assert [(code, path) for code, path, _detail in faults.found] == [("E08", "lanes.0"), ("E02", "lanes.1.when")]
