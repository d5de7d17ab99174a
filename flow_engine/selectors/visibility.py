"""Whoever takes part in a process may see its record."""

from __future__ import annotations

from django.db.models import Q

from builder.models import User
from flow_engine.models import Copy, Process, Task
from forms_engine.models import Form
from forms_engine.selectors.access import extra_visibility


@extra_visibility.register
def records_of_processes(actor: User, form: Form) -> Q | None:
    """Return the records about which the actor has or had a task, started a process, or got a copy."""
    processes = Process.objects.filter(form=form)
    tasks = Task.objects.filter(process__form=form)
    started = processes.filter(initiator=actor).values("record_id")
    waiting = tasks.filter(assignee=actor, state=Task.State.OPEN).values("process__record_id")
    answered = tasks.filter(done_by=actor, state=Task.State.DONE).values("process__record_id")
    lent = tasks.filter(owner=actor, state=Task.State.OPEN).values("process__record_id")
    copied = Copy.objects.filter(user=actor, process__form=form).values("process__record_id")
    return Q(pk__in=started) | Q(pk__in=waiting) | Q(pk__in=answered) | Q(pk__in=lent) | Q(pk__in=copied)
