"""A process as one page: where it stands, what the reader may do, and the record as their step shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from builder.models import User
from builder.permissions import access_to
from flow_engine.engine import START
from flow_engine.models import Copy, Process, Task
from forms_engine.engine import to_runtime
from forms_engine.selectors.access import form_access, visible_records
from forms_engine.selectors.reading import RecordReader, Shape
from forms_engine.storage import models_for

from .fields import field_rights
from .forecasts import forecast_process
from .plans import plan_of
from .processes import describe_process, get_process, open_tasks, process_timeline
from .tasks import describe_task

UNSEEN = ("hidden", "masked")


def read_process(*, actor: User, process_id: int, task_id: int | None = None) -> dict[str, Any]:
    """Return a process with the actor's open task, its history, its probable way, and its record.

    Raises:
        NotFound: there is no such process, or none the actor may see.
    """
    process = get_process(actor=actor, process_id=process_id)
    task = _own_task(actor, process, task_id)
    return {
        "process": describe_process(actor, process),
        "task": None if task is None else describe_task(actor, task),
        "open_tasks": open_tasks(actor=actor, process_id=process_id),
        "timeline": process_timeline(actor=actor, process_id=process_id),
        "steps": forecast_process(actor=actor, process_id=process_id),
        "record": _record(actor, process, task),
        "record_url": _record_url(actor, process),
    }


def _own_task(actor: User, process: Process, task_id: int | None) -> Task | None:
    tasks = Task.objects.filter(process=process, assignee=actor, state=Task.State.OPEN)
    found = list(tasks.select_related("process__version", "process__form", "assignee", "owner").order_by("id"))
    return next((task for task in found if task.pk == task_id), found[0] if found else None)


def _record(actor: User, process: Process, task: Task | None) -> dict[str, Any] | None:
    """Return what the form in the browser starts from; None when the record is gone."""
    form = process.form
    form.application = process.application
    generation = models_for(process.application)
    spec = generation.spec(form.pk)
    masks = _masks(actor, process, task, [path for path, _field in spec.walk()])
    reader = RecordReader(actor, form, generation, masks, Shape(lines=True))
    rows = visible_records(actor, form, generation).filter(pk=process.record_id).values_list(*reader.columns)
    found = reader.read(list(rows))
    if not found:
        return None
    keys = [process.application.key, form.key]
    runtime = to_runtime(spec, get_language() or "en")
    runtime |= {"app": keys[0], "key": keys[1], "urls": {"files": reverse("api_file_upload", args=keys)}}
    return {
        "form": runtime,
        "values": found[0]["values"],
        "labels": found[0]["labels"],
        "masks": masks,
        "revision": found[0]["revision"],
        "number": found[0]["number"],
        "title": found[0]["title"],
    }


def _masks(actor: User, process: Process, task: Task | None, paths: list[str]) -> dict[str, str]:
    """Return how each field is shown: by the rights of the actor's step, and otherwise by their roles."""
    roles = form_access(actor, process.form).masks
    node = _node_of(actor, process, task)
    rights = {} if node is None else plan_of(process.version).node(node).settings.get("fields", {})
    if task is None and not _may_submit(actor, process):
        shown = {path: "hidden" if _right(rights, path) == "hidden" else "read" for path in paths}
    else:
        shown = {**dict.fromkeys(paths, "edit"), **field_rights(node or START, rights, paths)}
        shown |= {path: "required" for path in paths if _right(rights, path) == "required"}
    unnamed = {path for path in paths if _right(rights, path) is None}
    return shown | {path: mask for path, mask in roles.items() if mask in UNSEEN and path in unnamed}


def _right(rights: Mapping[str, str], path: str) -> str | None:
    return rights.get(path) or rights.get(path.partition(".")[0])


def _node_of(actor: User, process: Process, task: Task | None) -> str | None:
    """Return the node whose rights apply: of the open task, of the last answer, or of the copy."""
    if task is not None:
        return task.node
    if actor.pk == process.initiator_id:
        return START
    done = Task.objects.filter(process=process, done_by=actor, state=Task.State.DONE).order_by("-done_at").first()
    if done is not None:
        return done.node
    copied = Copy.objects.filter(process=process, user=actor).exclude(node="").order_by("-at").first()
    return copied.node if copied is not None and copied.node in plan_of(process.version).nodes else None


def _may_submit(actor: User, process: Process) -> bool:
    return actor.pk == process.initiator_id and process.status in ("draft", "returned")


def _record_url(actor: User, process: Process) -> str:
    """Return the record's own page, for those whose roles open it."""
    keys = [process.application.key, process.form.key]
    if not access_to(actor, process.application).form(keys[1]).can("read"):
        return ""
    return f"{reverse('builder:app_home', args=keys[:1])}{keys[1]}/{process.record_id}/"
