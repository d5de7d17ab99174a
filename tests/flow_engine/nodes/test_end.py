"""Explicit ends."""

from __future__ import annotations

import pytest

from tests.flow_engine.engine.playing import approve, play


@pytest.mark.parametrize(
    ("result", "status"),
    [({}, "approved"), ({"result": "rejected"}, "rejected"), ({"result": "cancelled"}, "cancelled")],
)
def test_the_result_is_the_processs(result, status):
    """Approved unless it says otherwise."""
    assert play(approve("a", 11), {"key": "e", "kind": "end", **result}).answer(11).state.status == status
