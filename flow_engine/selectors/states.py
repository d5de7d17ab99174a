"""The engine's state of a process, put together from its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flow_engine import engine
from flow_engine.models import Process, Task

COLUMNS = (
    "id",
    "number",
    "run",
    "node",
    "assignee_id",
    "owner_id",
    "kind",
    "state",
    "outcome",
    "reason",
    "parent",
    "depth",
    "transfers",
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A state, and the database ids of its tasks by number."""

    state: engine.Process
    task_ids: Mapping[int, int]


def load_state(process: Process) -> Loaded:
    """Return the state of a process; one query, and none when nothing is open."""
    runs = [int(number) for number in process.marking.get("runs", {})]
    rows: Iterable[tuple[Any, ...]] = ()
    if runs:
        rows = Task.objects.filter(process=process.pk, run__in=runs).values_list(*COLUMNS)
    return restore(process, rows)


def restore(process: Process, rows: Iterable[tuple[Any, ...]]) -> Loaded:
    """Return the state of a process from its row and those of its tasks."""
    tasks, ids = {}, {}
    for row in rows:
        ids[row[1]] = row[0]
        tasks[row[1]] = engine.Task(
            run=row[2],
            node=row[3],
            assignee=row[4],
            owner=row[5],
            kind=row[6],
            state=row[7],
            outcome=row[8],
            reason=row[9],
            parent=row[10],
            depth=row[11],
            transfers=row[12],
        )
    state = engine.Process.restore(
        process.marking,
        tasks,
        initiator=process.initiator_id,
        status=process.status,
        submission=process.submission,
    )
    return Loaded(state, ids)
