"""The trigger of an ended approval."""

import pytest

from rules_engine.triggers.flow_finished import FlowFinishedTrigger


@pytest.mark.parametrize(
    ("wanted", "outcome", "meant"),
    [
        ("approved", "approved", True),
        ("approved", "rejected", False),
        ("any", "rejected", True),
        (None, "approved", True),
    ],
)
def test_the_outcome_decides(wanted, outcome, meant):
    """Without a choice an approval is meant."""
    settings = {"outcome": wanted} if wanted else {}

    assert FlowFinishedTrigger().matches(settings, {"outcome": outcome}, {}) is meant
