"""What every node type answers, and what it may ask of the token that enters it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from builder.registry import Type


@dataclass(frozen=True, slots=True)
class Lane:
    """One way through a branch node."""

    key: str
    first: str | None
    when: str | None = None
    default: bool = False
    name: Any = ""


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """A node of a compiled flow: its settings and its place."""

    key: str
    kind: str
    settings: Mapping[str, Any]
    next: str | None
    block: str | None = None
    lane: str | None = None
    lanes: tuple[Lane, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What a node asks people to do."""

    people: tuple[Mapping[str, Any], ...]
    task_kind: str = "main"
    positive: str = "approve"
    order: str = "parallel"
    need: Any = "all"
    veto: Any = "any"
    early: bool = True
    empty: Any = "admin"
    self_rule: str = "keep"
    dedupe: str = "none"
    distinct_from: tuple[str, ...] = ()
    on_reject: Any = "end"


def people_work(node: NodeSpec, flow_settings: Mapping[str, Any], positive: str) -> Work:
    """Return the work a node with people asks for; a reporting line is always asked in turn."""
    settings = node.settings
    in_turn = any(rule.get("by") == "manager_chain" for rule in settings["who"])
    dedupe = settings.get("dedupe", "inherit")
    return Work(
        people=tuple(settings["who"]),
        positive=positive,
        order="sequence" if in_turn else settings.get("order", "parallel"),
        need=settings.get("need", "all"),
        veto=settings.get("veto", "any"),
        early=settings.get("early", True),
        empty=settings.get("empty", "admin"),
        self_rule=settings.get("self", "keep"),
        dedupe=flow_settings.get("dedupe", "none") if dedupe == "inherit" else dedupe,
        distinct_from=tuple(settings.get("distinct_from", ())),
        on_reject=settings.get("on_reject", "end"),
    )


class Mover(Protocol):
    """What a node may do with the token that entered it."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """The settings of the whole flow."""

    def leave(self, token: int) -> None:
        """Move the token to the next node."""

    def fork(self, token: int, lanes: Sequence[Lane]) -> None:
        """Send a child token into each lane; the token waits for them."""

    def choose(self, token: int, lanes: Sequence[Lane], *, first: bool) -> list[Lane] | None:
        """Return the lanes whose condition holds, or the first of them; the default lane when none does.

        None means that a condition could not be evaluated and an incident was opened.
        """

    def work(self, token: int, work: Work) -> None:
        """Ask people; the token waits for their answer."""

    def copy(self, token: int, people: Sequence[Mapping[str, Any]]) -> None:
        """Send a copy to people."""

    def finish(self, result: str) -> None:
        """End the whole process."""

    def incident(self, token: int, code: str, message: str = "") -> None:
        """Stop here, visibly, until somebody mends it."""

    def returned(self, token: int) -> bool:
        """Tell whether the token was sent back to this node."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Collects what is wrong with one node: (code, path inside the node, detail)."""

    found: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    def add(self, code: str, path: str = "", **detail: Any) -> None:
        """Note one fault."""
        self.found.append((code, path, detail))


class Node(Type):
    """One kind of node; it decides how a token goes on, and never saves."""

    group: ClassVar[str] = "people"
    summary: ClassVar[Any] = ""
    human: ClassVar[bool] = False
    waits: ClassVar[bool] = False
    implicit: ClassVar[bool] = False

    def enter(self, node: NodeSpec, token: int, mover: Mover) -> None:
        """Let a token that has just arrived act."""
        raise NotImplementedError

    def joined(self, node: NodeSpec, done: int, opened: int) -> bool:
        """Tell whether enough lanes have ended for the token to go on."""
        return done >= opened

    def work_of(self, node: NodeSpec, flow_settings: Mapping[str, Any]) -> Work | None:
        """Return what people are asked to do here; None for a node without people."""
        return None

    def check(self, node: NodeSpec, faults: Faults) -> None:
        """Note what a JSON Schema cannot say about the settings."""


def check_conditions(node: NodeSpec, faults: Faults) -> None:
    """Want a condition in every lane but the default one, which comes last."""
    for index, lane in enumerate(node.lanes):
        if lane.default and index != len(node.lanes) - 1:
            faults.add("E08", f"lanes.{index}")
        if not lane.default and not lane.when:
            faults.add("E02", f"lanes.{index}.when", reason="missing")
    if not any(lane.default for lane in node.lanes):
        faults.add("W01", "lanes")
