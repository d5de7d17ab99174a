"""The state of one process: tokens, open runs, tasks and incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

FINAL = frozenset({"approved", "rejected", "cancelled", "terminated"})
UNFINISHED = frozenset({"open", "queued", "waiting", "after"})


@dataclass(slots=True)
class Token:
    """A place where the process stands; a fork waits for its children."""

    node: str
    parent: int | None = None
    lane: str | None = None
    opened: int = 0
    done: int = 0
    back: dict[str, Any] | None = None

    @property
    def is_fork(self) -> bool:
        """Whether lanes are open below."""
        return self.opened > 0


@dataclass(slots=True)
class Run:
    """One visit of a token to a node with people, while it is open."""

    token: int
    node: str
    visit: int
    order: list[int] = field(default_factory=list)
    back: dict[str, Any] | None = None
    status: str = "open"
    reason: str = ""


@dataclass(slots=True)
class Task:
    """What one person is asked within a run."""

    run: int
    node: str
    assignee: int
    owner: int
    kind: str = "main"
    state: str = "queued"
    outcome: str = ""
    reason: str = ""
    parent: int | None = None
    depth: int = 0
    transfers: int = 0


@dataclass(slots=True)
class Incident:
    """Why a token cannot go on by itself."""

    token: int
    node: str
    code: str
    message: str = ""


@dataclass(slots=True)
class Process:
    """Everything the engine knows of a process; the record's values are not part of it."""

    initiator: int
    status: str = "draft"
    submission: int = 0
    sequence: int = 0
    logged: int = 0
    returns: int = 0
    acted: bool = False
    urged_at: float | None = None
    tokens: dict[int, Token] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    incidents: dict[int, Incident] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    path: list[dict[str, Any]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)

    def copy(self) -> Process:
        """Return a state that can be changed without changing this one."""
        return replace(
            self,
            tokens={number: replace(token) for number, token in self.tokens.items()},
            runs={number: replace(run, order=list(run.order)) for number, run in self.runs.items()},
            tasks={number: replace(task) for number, task in self.tasks.items()},
            incidents={number: replace(incident) for number, incident in self.incidents.items()},
            visits=dict(self.visits),
            path=list(self.path),
            passed=list(self.passed),
        )

    def marking(self) -> dict[str, Any]:
        """Return what is stored on the process's own row: everything but the tasks, empty parts left out."""
        stored: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("sequence", "logged", "returns", "acted", "urged_at", "visits", "path", "passed")
            if getattr(self, name)
        }
        stored["tokens"] = {str(number): _slim(token) for number, token in self.tokens.items()}
        stored["runs"] = {str(number): _slim(run) for number, run in self.runs.items()}
        if self.incidents:
            stored["incidents"] = {str(number): _slim(one) for number, one in self.incidents.items()}
        return stored

    @classmethod
    def restore(cls, marking: Mapping[str, Any], tasks: Mapping[int, Task], **columns: Any) -> Process:
        """Return the state kept in a marking, the rows of the open tasks, and columns of the process row."""
        return cls(
            sequence=marking.get("sequence", 0),
            logged=marking.get("logged", 0),
            returns=marking.get("returns", 0),
            acted=marking.get("acted", False),
            urged_at=marking.get("urged_at"),
            tokens={int(key): Token(**one) for key, one in marking.get("tokens", {}).items()},
            runs={int(key): Run(**one) for key, one in marking.get("runs", {}).items()},
            tasks=dict(tasks),
            incidents={int(key): Incident(**one) for key, one in marking.get("incidents", {}).items()},
            visits=dict(marking.get("visits", {})),
            path=list(marking.get("path", [])),
            passed=list(marking.get("passed", [])),
            **columns,
        )

    @property
    def is_final(self) -> bool:
        """Whether nothing can happen any more."""
        return self.status in FINAL

    def children(self, token: int) -> list[int]:
        """Return the tokens in the lanes below a fork, oldest first."""
        return sorted(number for number, one in self.tokens.items() if one.parent == token)

    def root(self) -> int | None:
        """Return the token without a parent."""
        return next((number for number, one in self.tokens.items() if one.parent is None), None)

    def ancestry(self, token: int) -> list[int]:
        """Return the token and those above it, nearest first."""
        line: list[int] = []
        above: int | None = token
        while above is not None:
            line.append(above)
            above = self.tokens[above].parent
        return line

    def scope(self, token: int) -> tuple[tuple[str, str], ...]:
        """Return the (block, lane) pairs a token stands in, outermost first."""
        pairs = []
        for number in self.ancestry(token):
            one = self.tokens[number]
            if one.parent is not None and one.lane is not None:
                pairs.append((self.tokens[one.parent].node, one.lane))
        return tuple(reversed(pairs))

    def tasks_of(self, run: int) -> list[int]:
        """Return the numbers of a run's tasks, oldest first."""
        return sorted(number for number, task in self.tasks.items() if task.run == run)

    def busy(self, run: int) -> set[int]:
        """Return who holds an unfinished task in a run."""
        return {task.assignee for task in self.tasks.values() if task.run == run and task.state in UNFINISHED}


def _slim(one: Token | Run | Incident) -> dict[str, Any]:
    return {name: value for name, value in asdict(one).items() if value not in (None, "", 0, [])} | ({"node": one.node})
