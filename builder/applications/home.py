"""The home page: tasks and recent things that engines contribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from builder.models import User

from .providers import Providers


@dataclass(frozen=True)
class HomeTask:
    """A task that waits for the person."""

    title: Any
    url: str
    meta: Any = ""
    due_at: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True)
class HomeTasks:
    """The first tasks of the person, how many there are, and where all of them are."""

    count: int
    items: Sequence[HomeTask] = field(default_factory=tuple)
    url: str = ""


@dataclass(frozen=True)
class RecentItem:
    """Something the person did or opened lately."""

    title: Any
    url: str
    icon: str
    meta: Any
    at: datetime


TaskProvider = Callable[[User, int], HomeTasks]
RecentProvider = Callable[[User, int], Iterable[RecentItem]]

home_tasks: Providers[TaskProvider] = Providers("home task provider")
recent_items: Providers[RecentProvider] = Providers("recent item provider")


def tasks_of(actor: User, limit: int = 6) -> list[HomeTasks]:
    """Return the waiting tasks of the actor, from each engine that has any kind of them."""
    return [provider(actor, limit) for provider in home_tasks]


def recent_of(actor: User, limit: int = 8) -> list[RecentItem]:
    """Return what the actor did lately, the latest first."""
    found = [item for provider in recent_items for item in provider(actor, limit)]
    return sorted(found, key=lambda item: item.at, reverse=True)[:limit]
