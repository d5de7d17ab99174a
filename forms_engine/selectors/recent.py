"""What a person did with records lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from builder.models import EventRow
from forms_engine.models import Form
from forms_engine.storage import models_for

from .labels import Labels

if TYPE_CHECKING:
    from builder.models import User

LOOKED_AT = 5000
"""How many of the newest events are searched: the log has no order by person, and lately is not long ago."""

TOUCHES = ("record.submitted", "record.amended", "record.commented", "record.restored")


@dataclass(frozen=True)
class Touched:
    """A record that somebody wrote or wrote about."""

    form: Form
    record_id: int
    title: str
    at: datetime


def touched_lately(actor: User, limit: int) -> list[Touched]:
    """Return the records which the actor wrote or wrote about lately and may still see, the latest first."""
    found = list(_events(actor, limit))
    forms = {
        form.pk: form
        for form in Form.objects.filter(pk__in={form_id for form_id, _, _ in found}, deleted_at=None).select_related(
            "application"
        )
    }
    titles = {
        pk: _titles(actor, form, [record_id for form_id, record_id, _ in found if form_id == pk])
        for pk, form in forms.items()
    }
    return [
        Touched(forms[form_id], record_id, titles[form_id][record_id], at)
        for form_id, record_id, at in found
        if form_id in forms and record_id in titles[form_id]
    ]


def _events(actor: User, limit: int) -> Iterator[tuple[int, int, datetime]]:
    newest = EventRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = (
        EventRow.objects.filter(pk__gt=newest - LOOKED_AT, actor_kind="person", actor_id=actor.pk, type__in=TOUCHES)
        .order_by("-pk")
        .values_list("form_id", "record_id", "at")
    )
    seen: set[tuple[int, int]] = set()
    for form_id, record_id, at in rows[: limit * 5]:
        if form_id and record_id and len(seen) < limit and (form_id, record_id) not in seen:
            seen.add((form_id, record_id))
            yield form_id, record_id, at


def _titles(actor: User, form: Form, record_ids: list[int]) -> dict[int, str]:
    generation = models_for(form.application)
    if form.pk not in generation:
        return {}
    target = f"form:{form.key}"
    return Labels(actor, generation).find({target: record_ids})[target]
