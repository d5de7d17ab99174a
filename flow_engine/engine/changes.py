"""What one step changed, for whoever stores it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .state import Incident, Run, Task


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a process's history."""

    number: int
    type: str
    node: str = ""
    run: int | None = None
    task: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """Everything a step touched: new and changed tasks and runs in their last form, incidents, copies, history."""

    tasks: dict[int, Task] = field(default_factory=dict)
    runs: dict[int, Run] = field(default_factory=dict)
    incidents_opened: dict[int, Incident] = field(default_factory=dict)
    incidents_closed: dict[int, str] = field(default_factory=dict)
    copies: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    urged: tuple[int, ...] = ()
