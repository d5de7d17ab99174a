"""Whom messages about processes are for, and where they lead."""

from __future__ import annotations

from collections.abc import Iterable

from builder.models import User
from flow_engine.models import Process, Task


def assignees_of(task_ids: Iterable[int]) -> list[int]:
    """Return who still has an open task among these."""
    tasks = Task.objects.filter(pk__in=list(task_ids), state=Task.State.OPEN)
    return list(tasks.values_list("assignee_id", flat=True))


def people_called(ids: Iterable[int]) -> list[User]:
    """Return the people with these ids."""
    return list(User.objects.filter(pk__in=list(ids)))


def has_running_process(*, form_id: int, record_id: int) -> bool:
    """Tell whether a process about the record has not ended."""
    return Process.objects.filter(form=form_id, record_id=record_id, status__in=Process.ACTIVE).exists()


def url_of(process_id: int) -> str:
    """Return the page of the record that a process is about."""
    found = Process.objects.filter(pk=process_id).values_list("application__key", "form__key", "record_id").first()
    return "/inbox/" if found is None else f"/apps/{found[0]}/{found[1]}/{found[2]}/"
