"""Random flows, random commands: what must hold, holds after every step."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from flow_engine.engine import Command, ConditionFailed, Process, Refused, compile_flow, replay, step
from flow_engine.engine.invariants import violations
from flow_engine.engine.plan import START

from .playing import INITIATOR, World

PEOPLE = [INITIATOR, 2, 3, 4, 5, 6]
ACTIONS: dict[str, Any] = {
    "reject": {},
    "return": {"targets": "any_visited", "after": "choose"},
    "transfer": {},
    "add_before": {},
    "add_after": {},
    "add_parallel": {},
}


class Coin(World):
    """Answers conditions by a fixed row of coins; some cannot be told."""

    def __init__(self, coins: list[bool | None], away: dict[int, int]) -> None:
        super().__init__(away=away)
        self.coins = coins
        self.thrown = 0

    def condition(self, expression: str) -> bool:
        """Throw the next coin."""
        self.thrown += 1
        coin = self.coins[self.thrown % len(self.coins)]
        if coin is None:
            raise ConditionFailed("no coin")
        return coin


@st.composite
def human(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an approve or fill node."""
    kind = draw(st.sampled_from(["approve", "approve", "approve", "fill"]))
    people = draw(st.lists(st.sampled_from(PEOPLE), max_size=4))
    node: dict[str, Any] = {
        "kind": kind,
        "who": [{"by": "person", "ids": people}],
        "order": draw(st.sampled_from(["parallel", "sequence"])),
        "need": draw(st.sampled_from(["all", "any", {"percent": 50}, {"percent": 67}, {"count": 2}])),
        "empty": draw(
            st.sampled_from(["approve", "reject", "incident", "admin", {"to": [{"by": "person", "ids": [6]}]}])
        ),
        "actions": ACTIONS,
    }
    if kind == "approve":
        node["veto"] = draw(st.sampled_from(["any", "all", "impossible"]))
        node["self"] = draw(st.sampled_from(["keep", "skip", "admin"]))
        node["early"] = draw(st.booleans())
        # Nobody to ask and back to the initiator is a circle that people asked for.
        back = [] if node["empty"] == "reject" else [{"return_to": "initiator"}]
        node["on_reject"] = draw(st.sampled_from(["end", "end", *back]))
    return node


def items(depth: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Draw a list of nodes with branches below."""
    kinds: list[st.SearchStrategy[dict[str, Any]]] = [human()] * 4
    kinds.append(st.just({"kind": "cc", "who": [{"by": "person", "ids": [2]}]}))
    if depth:
        kinds += [_block("exclusive", depth), _block("parallel", depth), _block("inclusive", depth)]
        kinds.append(st.sampled_from([{"kind": "end"}, {"kind": "end", "result": "rejected"}]))
    return st.lists(st.one_of(kinds), min_size=0, max_size=3)


@st.composite
def _block(draw: st.DrawFn, kind: str, depth: int) -> dict[str, Any]:
    lanes = [{"items": draw(items(depth - 1))} for _lane in range(draw(st.integers(2, 3)))]
    node: dict[str, Any] = {"kind": kind, "lanes": lanes}
    if kind == "parallel":
        node["join"] = draw(st.sampled_from(["all", "any", {"count": 2}]))
    else:
        for lane in lanes:
            lane["when"] = "coin"
        if draw(st.booleans()):
            lanes[-1] = {"items": lanes[-1]["items"], "default": True}
    return node


def numbered(nodes: list[dict[str, Any]], counter: list[int]) -> list[dict[str, Any]]:
    """Return the nodes with keys of their own."""
    result = []
    for node in nodes:
        counter[0] += 1
        copy = {**node, "key": f"n{counter[0]}"}
        if "lanes" in node:
            copy["lanes"] = [{**lane, "items": numbered(lane["items"], counter)} for lane in node["lanes"]]
        result.append(copy)
    return result


class RandomFlow(RuleBasedStateMachine):
    """One process of a random flow, with people who do anything."""

    @initialize(
        nodes=items(2),
        coins=st.lists(st.sampled_from([True, True, False, False, None]), min_size=3, max_size=9),
        dedupe=st.sampled_from(["none", "consecutive", "ever"]),
        least=st.integers(0, 1),
        away=st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), max_size=2),
    )
    def begin(
        self,
        nodes: list[dict[str, Any]],
        coins: list[bool | None],
        dedupe: str,
        least: int,
        away: dict[int, int],
    ) -> None:
        """Submit a request."""
        document = {
            "items": numbered(nodes, [0]),
            "settings": {"dedupe": dedupe, "min_human_approvals": least, "withdraw": "any_time"},
        }
        self.plan = compile_flow(document)
        self.world = Coin(coins, away)
        self.state = Process(INITIATOR)
        self.log: list[Command] = []
        self.entries: list[int] = []
        self.do("submit", INITIATOR)

    def do(self, name: str, actor: int, **args: Any) -> str | None:
        """Apply a command; return the code of a refusal, which must have changed nothing."""
        before = json.dumps(self.state.marking(), sort_keys=True)
        try:
            outcome = step(self.plan, self.state, Command(name, actor, float(len(self.log)), args), self.world)
        except Refused as refusal:
            assert before == json.dumps(self.state.marking(), sort_keys=True)
            return refusal.code
        assert before == json.dumps(self.state.marking(), sort_keys=True)
        self.state = outcome.state
        self.log.append(Command(**json.loads(json.dumps(outcome.command.as_dict()))))
        self.entries += [entry.number for entry in outcome.changes.entries]
        return None

    def open_task(self, place: int) -> int | None:
        """Return one of the open tasks."""
        numbers = sorted(key for key, task in self.state.tasks.items() if task.state == "open")
        return numbers[place % len(numbers)] if numbers else None

    @rule(place=st.integers(0, 9), outcome=st.sampled_from(["approve"] * 4 + ["reject"]))
    def answer(self, place: int, outcome: str) -> None:
        """Answer a task, twice; the second time is refused."""
        number = self.open_task(place)
        if number is None:
            return
        task = self.state.tasks[number]
        kind = self.plan.node(task.node).kind
        given = outcome if kind == "approve" else "submit"

        assert self.do("complete", task.assignee, task=number, outcome=given) is None
        again = self.do("complete", task.assignee, task=number, outcome=given)
        assert again in {"TASK_GONE", "TASK_NOT_OPEN", "FINISHED", "STATE"}

    @rule(place=st.integers(0, 9), goal=st.integers(0, 20), after=st.sampled_from(["restart", "direct"]))
    def send_back(self, place: int, goal: int, after: str) -> None:
        """Return to anywhere."""
        number = self.open_task(place)
        nodes = sorted(self.plan.nodes)
        if number is not None:
            actor = self.state.tasks[number].assignee
            self.do("return", actor, task=number, target=nodes[goal % len(nodes)], after=after)

    @rule(
        place=st.integers(0, 9),
        people=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3),
        position=st.sampled_from(["before", "after", "parallel"]),
    )
    def add(self, place: int, people: list[int], position: str) -> None:
        """Ask more people."""
        number = self.open_task(place)
        if number is not None:
            actor = self.state.tasks[number].assignee
            self.do("add_sign", actor, task=number, people=people, position=position)

    @rule(place=st.integers(0, 9), person=st.sampled_from(PEOPLE))
    def transfer(self, place: int, person: int) -> None:
        """Give a task away."""
        number = self.open_task(place)
        if number is not None:
            self.do("transfer", self.state.tasks[number].assignee, task=number, to=person)

    @rule(place=st.integers(0, 9))
    def recall(self, place: int) -> None:
        """Take a task back."""
        number = self.open_task(place)
        if number is not None:
            self.do("recall", self.state.tasks[number].owner, task=number)

    @rule()
    def withdraw(self) -> None:
        """Take the request back and submit it again."""
        if self.do("withdraw", INITIATOR, comment="sorry") is None:
            assert self.do("submit", INITIATOR) is None

    @rule(place=st.integers(0, 9), how=st.sampled_from(["retry", "skip", "reassign"]))
    def mend(self, place: int, how: str) -> None:
        """Mend an incident."""
        numbers = sorted(self.state.incidents)
        if numbers:
            self.do(how, 99, incident=numbers[place % len(numbers)], people=[3, 4])

    @rule(goal=st.integers(0, 20))
    def jump(self, goal: int) -> None:
        """Take the flow anywhere."""
        nodes = sorted(self.plan.nodes)
        self.do("jump", 99, target=nodes[goal % len(nodes)])

    @invariant()
    def sound(self) -> None:
        """No invariant is broken; history has no gap; replay gives the same state."""
        if not hasattr(self, "log"):
            return
        assert violations(self.plan, self.state) == []
        assert self.entries == list(range(1, len(self.entries) + 1))
        assert replay(self.plan, Process(INITIATOR), self.log) == self.state

    def teardown(self) -> None:
        """Whatever happened, agreeing with everything ends the process."""
        if not hasattr(self, "log"):
            return
        for _round in range(400):
            if self.state.is_final:
                return
            self._agree()
        raise AssertionError("It does not end.")

    def _agree(self) -> None:
        number = self.open_task(0)
        if number is not None:
            task = self.state.tasks[number]
            given = "approve" if self.plan.node(task.node).kind == "approve" else "submit"
            assert self.do("complete", task.assignee, task=number, outcome=given) is None
        elif self.state.incidents:
            assert self.do("skip", 99, incident=min(self.state.incidents)) is None
        else:
            assert self.state.status == "draft"
            assert self.do("submit", INITIATOR) is None


def test_the_start_is_always_there():
    """Even of an empty flow."""
    assert START in compile_flow({"items": []}).nodes


TestRandomFlow = RandomFlow.TestCase
TestRandomFlow.settings = settings(
    max_examples=300,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
