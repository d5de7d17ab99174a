"""One step: a private copy of the state, and the tokens that move in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flow_engine.nodes import node_types
from flow_engine.nodes.base import Lane, NodeSpec, Work

from . import work as human
from .changes import Changes, Entry
from .env import Recorder
from .plan import START, Plan
from .refusal import Refused
from .state import Incident, Process, Token

BUDGET = 500


class Stepper:
    """Moves tokens until every one of them waits for something; what nodes see of it is a `Mover`."""

    def __init__(self, plan: Plan, state: Process, ask: Recorder, at: float) -> None:
        self.plan = plan
        self.state = state.copy()
        self.ask = ask
        self.at = at
        self.changes = Changes()
        self._agenda: list[tuple[int, str | None]] = []
        self._budget = BUDGET

    @property
    def settings(self) -> Mapping[str, Any]:
        """The settings of the whole flow."""
        return self.plan.settings

    def number(self) -> int:
        """Return the next number within the process."""
        self.state.sequence += 1
        return self.state.sequence

    def log(
        self, type_: str, node: str = "", *, run: int | None = None, task: int | None = None, **detail: Any
    ) -> None:
        """Add a line to the history."""
        self.state.logged += 1
        self.changes.entries.append(Entry(self.state.logged, type_, node, run, task, detail))

    def work_of(self, key: str) -> Work:
        """Return what the node asks people to do."""
        node = self.plan.node(key)
        work = node_types.get(node.kind).work_of(node, self.plan.settings)
        if work is None:
            raise LookupError(f"The node {key!r} asks nobody.")
        return work

    # What commands do

    def begin(self) -> None:
        """Put the first token on the start."""
        token = self.number()
        self.state.tokens[token] = Token(START)
        self.schedule(token, START)

    def schedule(self, token: int, node: str | None) -> None:
        """Let the token enter a node, or end its lane, when the step drains."""
        self._agenda.append((token, node))

    def drain(self) -> None:
        """Move tokens until nothing moves any more; lanes opened first move first."""
        while self._agenda:
            token, node = self._agenda.pop()
            if token not in self.state.tokens:
                continue
            if node is None:
                self._end_of_lane(token)
            else:
                self._enter(token, node)

    def move(self, token: int, target: str, why: str, back: dict[str, Any] | None) -> None:
        """Take the token whose scope the target is in, the token's own or one above it, to the target.

        Everything below it ends.

        Raises:
            Refused: the target is in another lane, or in a block that is not open around the token.
        """
        wanted = self.plan.chain(target)
        for number in self.state.ancestry(token):
            if self.state.scope(number) == wanted:
                self._release(number, why)
                mover = self.state.tokens[number]
                mover.opened = mover.done = 0
                mover.back = back
                self.schedule(number, target)
                return
        raise Refused("TARGET_NOT_REACHABLE", target=target)

    def stop(self, why: str) -> None:
        """End every token, and all that hangs on them."""
        root = self.state.root()
        if root is not None:
            self._kill(root, why)
        self._agenda.clear()

    def close_incident(self, number: int, why: str) -> None:
        """Take an incident off its token."""
        incident = self.state.incidents.pop(number)
        self.changes.incidents_closed[number] = why
        self.log("incident_closed", incident.node, incident=number, code=incident.code, why=why)

    # What nodes do

    def leave(self, token: int) -> None:
        """Move the token to the next node."""
        one = self.state.tokens[token]
        one.back = None
        self.schedule(token, self.plan.node(one.node).next)

    def fork(self, token: int, lanes: Sequence[Lane]) -> None:
        """Send a child into each lane; all of them exist before the first one moves."""
        parent = self.state.tokens[token]
        parent.back = None
        parent.opened, parent.done = len(lanes), 0
        children = []
        for lane in lanes:
            child = self.number()
            self.state.tokens[child] = Token(parent.node, token, lane.key)
            children.append((child, lane.first))
        self._agenda.extend(reversed(children))
        self.log("branch", parent.node, lanes=[lane.key for lane in lanes])

    def choose(self, token: int, lanes: Sequence[Lane], *, first: bool) -> list[Lane] | None:
        """Return the lanes that fit; stop with an incident when a condition cannot be evaluated."""
        fitting = []
        for lane in lanes:
            if lane.default or not lane.when:
                continue
            answer = self.ask.condition(lane.when)
            if isinstance(answer, str):
                self.incident(token, "EXPR_ERROR", answer)
                return None
            if answer:
                fitting.append(lane)
                if first:
                    break
        return fitting or [lane for lane in lanes if lane.default][:1]

    def work(self, token: int, work: Work) -> None:
        """Ask people; the token waits for their answer."""
        human.open_work(self, token, work)

    def copy(self, token: int, people: Sequence[Mapping[str, Any]]) -> None:
        """Send a copy to people."""
        self.send_copies(self.state.tokens[token].node, self.ask.people(people, None))

    def send_copies(self, node: str, people: Sequence[int]) -> None:
        """Note who gets a copy."""
        if people:
            self.changes.copies.append((node, tuple(people)))
            self.log("copied", node, people=list(people))

    def finish(self, result: str) -> None:
        """End the process."""
        watchers = self.plan.settings.get("cc_on_finish")
        if watchers:
            self.send_copies("", self.ask.people(watchers, None))
        self.stop("finished")
        self.state.status = result
        self.log("finished", result=result)

    def incident(self, token: int, code: str, message: str = "") -> None:
        """Stop the token here, visibly."""
        number = self.number()
        node = self.state.tokens[token].node
        self.state.incidents[number] = Incident(token, node, code, message)
        self.changes.incidents_opened[number] = self.state.incidents[number]
        self.log("incident", node, incident=number, code=code, message=message)

    def returned(self, token: int) -> bool:
        """Tell whether the token was sent back to this node."""
        return bool((self.state.tokens[token].back or {}).get("returned"))

    def _enter(self, token: int, key: str) -> None:
        self.state.tokens[token].node = key
        self._budget -= 1
        if self._budget < 0:
            self.incident(token, "STEP_BUDGET")
            return
        self.state.visits[key] = self.state.visits.get(key, 0) + 1
        node = self.plan.node(key)
        node_types.get(node.kind).enter(node, token, self)

    def _end_of_lane(self, token: int) -> None:
        ended = self.state.tokens[token]
        if ended.parent is None:
            self._end_of_flow(token)
            return
        del self.state.tokens[token]
        block = self.state.tokens[ended.parent]
        block.done += 1
        node = self.plan.node(block.node)
        if node_types.get(node.kind).joined(node, block.done, block.opened):
            self._join(ended.parent, node)

    def _join(self, token: int, node: NodeSpec) -> None:
        for child in self.state.children(token):
            self._kill(child, "joined")
        block = self.state.tokens[token]
        block.opened = block.done = 0
        if node.kind != "exclusive":
            self.log("joined", node.key)
        self.leave(token)

    def _end_of_flow(self, token: int) -> None:
        wanted = self.plan.settings.get("min_human_approvals", 1)
        approvals = sum(entry.get("approvals", 0) for entry in self.state.path)
        if approvals >= wanted or not self.state.passed:
            self.finish("approved")
            return
        # Everybody was skipped: somebody must still look at it before it counts as approved.
        last = next((key for key in reversed(self.state.passed) if not self.plan.chain(key)), None)
        if last is None:
            self.incident(token, "TOO_FEW_APPROVALS")
        else:
            self.state.passed.remove(last)
            self.state.tokens[token].back = {"administrators": True}
            self.schedule(token, last)

    def _kill(self, token: int, why: str) -> None:
        self._release(token, why)
        del self.state.tokens[token]

    def _release(self, token: int, why: str) -> None:
        for child in self.state.children(token):
            self._kill(child, why)
        for run in [number for number, run in self.state.runs.items() if run.token == token]:
            human.close_run(self, run, "cancelled", why)
        for number in [number for number, one in self.state.incidents.items() if one.token == token]:
            self.close_incident(number, why)
