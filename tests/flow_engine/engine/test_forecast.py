"""The path a process will probably take."""

from __future__ import annotations

from flow_engine.engine import Process, compile_flow
from flow_engine.engine.forecast import forecast

from .playing import INITIATOR, World, approve, block, lane, play


def shown(expected):
    """Return (status, node, assignees)."""
    return [(one.status, one.node, [assignee for _owner, assignee in one.people]) for one in expected]


def test_before_submitting_everything_is_expected():
    """Branches by the conditions as they are now; copies and automatic passes are shown."""
    branch = block("x", "exclusive", lane(approve("b", 12, 13), when="big"), lane(default=True))
    tell = {"key": "tell", "kind": "cc", "who": [{"by": "initiator"}]}
    plan = compile_flow({"items": [approve("a", 11), branch, approve("c", empty="approve"), tell]})
    found = forecast(plan, Process(INITIATOR), World(facts={"big": True}))

    assert shown(found) == [
        ("expected", "a", [11]),
        ("expected", "b", [12, 13]),
        ("auto", "c", []),
        ("copied", "tell", [INITIATOR]),
    ]


def test_a_running_process_shows_what_is_open_first():
    """Then what comes."""
    game = play(approve("a", 11), approve("b", 12), approve("c", 13)).answer(11)

    assert shown(forecast(game.plan, game.state, game.world)) == [("open", "b", [12]), ("expected", "c", [13])]


def test_where_it_would_stop_is_shown():
    """As an incident; the rest is shown as if it were let pass."""
    game = play(approve("a", 11), approve("b", empty="incident"), approve("c", 13))

    assert shown(forecast(game.plan, game.state, game.world)) == [
        ("open", "a", [11]),
        ("incident", "b", []),
        ("expected", "c", [13]),
    ]
