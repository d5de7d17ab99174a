"""What a rule knows about the record it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from builder.expressions import Env, Record, Schema
from builder.models import Application, EventRow
from forms_engine.engine import FormSpec
from forms_engine.engine.schemas import MEMBER
from forms_engine.models import Form
from forms_engine.selectors.environment import environment_of
from forms_engine.selectors.facts import record_facts
from forms_engine.storage import models_for

OLD = "old"
INITIATOR = "initiator"
CREATOR = "created_by"
BEFORE, AFTER = 0, 1


@dataclass(frozen=True)
class Facts:
    """A record as a rule's expressions see it."""

    form: Form
    spec: FormSpec
    record_id: int
    initiator_id: int | None
    context: Mapping[str, Any]
    env: Env


def rule_schema(spec: FormSpec) -> Schema:
    """Return the names that a rule's expressions may use: the record's, `old.` and `initiator.`."""
    return with_past(spec.schema)


def with_past(schema: Schema) -> Schema:
    """Return a record's names with `old.` and `initiator.`."""
    return schema.extended({OLD: Record(lambda: schema.fields, name=OLD), INITIATOR: MEMBER})


def facts_for(application: Application, event: EventRow, reads: Iterable[str]) -> Facts | None:
    """Return what is known about the event's record, or None when it is gone; `reads` names what will be used."""
    generation = models_for(application)
    if event.form_id is None or event.record_id is None or event.form_id not in generation:
        return None
    form = generation.form(generation.key(event.form_id))
    if form is None:
        return None
    paths = [f"{CREATOR}{path[len(INITIATOR) :]}" if path.startswith(f"{INITIATOR}.") else path for path in reads]
    found = record_facts(generation, form, event.record_id, paths=paths)
    if found is None:
        return None
    spec = generation.spec(event.form_id)
    # The job may run late: what this event changed counts as it was then, not as it is now.
    then = {**found, **_side(spec, event.change or {}, AFTER)}
    creator = found.get(CREATOR)
    context = {**then, INITIATOR: creator, OLD: {**then, **_side(spec, event.change or {}, BEFORE)}}
    initiator_id = creator.get("id") if isinstance(creator, Mapping) else creator
    return Facts(form, spec, event.record_id, initiator_id, context, environment_of(application))


def _side(spec: FormSpec, change: Mapping[str, Any], side: int) -> dict[str, Any]:
    """Return the values before or after a change, as expressions want them; references keep what was read of them."""
    values = {}
    for key, pair in change.items():
        field = spec.fields.get(key)
        if field is None or field.column is None or field.type == "autonumber":
            continue
        if side == AFTER and field.column.kind == "reference":
            continue
        value = pair[side]
        values[key] = value if value is None else field.behaves.clean(value, field.settings)
    return values
