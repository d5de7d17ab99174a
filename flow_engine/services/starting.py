"""Start the flows of a record that has just been submitted."""

from __future__ import annotations

from builder.events import Actor
from builder.models import User
from flow_engine.models import Flow
from forms_engine.models import Form
from forms_engine.selectors.facts import stored_values
from forms_engine.selectors.records import get_records
from forms_engine.storage import models_for

from .processes import start_processes


def start_for_record(*, form_id: int, record_id: int, actor: Actor) -> list[int]:
    """Start every published flow of the form; return the processes.

    Who submitted is the initiator; for what the platform itself submitted, whoever owns the record.
    """
    if not Flow.objects.filter(form=form_id, enabled=True, deleted_at=None, current_version__isnull=False).exists():
        return []
    form = Form.objects.select_related("application__workspace").get(pk=form_id)
    initiator = _initiator(form, record_id, actor)
    if initiator is None:
        return []
    return start_processes(
        initiator=initiator, form=form, record_id=record_id, title=_title(initiator, form, record_id), via=actor.via
    )


def _initiator(form: Form, record_id: int, actor: Actor) -> User | None:
    person = _person(actor.user_id)
    if person is not None:
        return person
    values = stored_values(models_for(form.application), form.pk, record_id, lines=False) or {}
    return _person(values.get("owner"))


def _person(key: int | None) -> User | None:
    return None if key is None else User.objects.filter(pk=key, is_system=False).first()


def _title(initiator: User, form: Form, record_id: int) -> str:
    found = get_records(initiator, form, [record_id])
    return str(found[0]["title"]) if found else ""
