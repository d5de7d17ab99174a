"""Submit, amend, delete and restore records: one path for every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from builder.api.services.repeating import once
from builder.events import Actor, Subject, announce
from builder.exceptions import NotFound
from builder.permissions import FormAccess, require
from forms_engine.events import (
    RecordAmended,
    RecordDeleted,
    RecordEvent,
    RecordRestored,
    RecordStatusChanged,
    RecordSubmitted,
)
from forms_engine.exceptions import RecordChanged
from forms_engine.selectors.access import form_access, visible_records
from forms_engine.selectors.environment import environment_of
from forms_engine.selectors.facts import SYSTEM_COLUMNS, stored_values, surroundings_of
from forms_engine.selectors.history import changed_since
from forms_engine.selectors.reading import RecordReader, Shape

from .counters import take_numbers
from .files import claim_files
from .intake import Intake, add_defaults, judge, read_sent
from .published import hold_published
from .references import reference_problems
from .writing import change_of, insert_record, update_record

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.models import Form
    from forms_engine.storage import Generation

Values = Mapping[str, Any]


@dataclass(frozen=True)
class RecordRef:
    """Which record, in which revision."""

    form_id: int
    id: int
    revision: int
    number: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return what repeated requests are answered."""
        return {"form_id": self.form_id, "id": self.id, "revision": self.revision, "number": self.number}


@transaction.atomic
def submit_record(
    *,
    actor: User,
    form: Form,
    values: Values,
    via: str = "form",
    idempotency_key: str | None = None,
    owner: User | None = None,
    granted: FormAccess | None = None,
) -> RecordRef:
    """Create a record.

    `owner` is whose record it becomes, the actor unless somebody else is named; `granted` replaces what the actor's
    roles allow, for flows and rules that act within rights of their own.

    Raises:
        NotAllowed: the actor may not create records.
        Invalid: something about the values is wrong; every problem has its path.
    """
    access = granted or form_access(actor, form)
    require(access, "create")

    if not idempotency_key:
        return _submit(actor, form, values, via, owner or actor, access)

    def submit() -> tuple[int, dict[str, Any]]:
        return 201, _submit(actor, form, values, via, owner or actor, access).as_dict()

    meaning = {"form": form.pk, "values": values}
    _status, answer, _again = once(actor=actor, key=idempotency_key, request=meaning, action=submit)
    return RecordRef(**answer)


@transaction.atomic
def amend_record(
    *,
    actor: User,
    form: Form,
    record_id: int,
    values: Values,
    revision: int | None = None,
    via: str = "form",
    granted: FormAccess | None = None,
) -> RecordRef:
    """Change fields of a record; those not named stay as they are.

    `revision` is the one the caller started from; without it, the change is made to whatever is stored. `granted`
    replaces the rights of the actor's roles, row scope included.

    Raises:
        NotFound: there is no such record for the actor.
        RecordChanged: somebody saved it since; tells both versions.
        Invalid: something about the values is wrong; every problem has its path.
    """
    access = granted or form_access(actor, form)
    require(access, "amend")
    generation = hold_published(form)
    stored = _lock(actor, form, generation, record_id, "amend", free=granted is not None)
    spec = generation.spec(form.pk)
    intake = read_sent(spec, values, stored, access.masks)
    if revision is not None and revision != stored["revision"]:
        raise _changed(actor, form, generation, stored, values, revision, access.masks)
    intake.raise_problems()
    env = environment_of(form.application)
    intake.problems += reference_problems(actor, generation, intake)
    judge(intake, env, surroundings_of(generation, spec, actor, intake.values, _system_facts(stored)))
    intake.raise_problems()
    changed = intake.changed()
    if not changed:
        return RecordRef(form.pk, record_id, stored["revision"], stored["number"])
    now = timezone.now()
    system = {
        "revision": stored["revision"] + 1,
        "updated_at": now,
        "updated_by_id": actor.pk,
        "form_version_id": generation.version_id(form.pk),
    }
    update_record(generation, form.pk, record_id, intake.values, stored, changed, system)
    _claim(actor, form, record_id, intake)
    change = change_of(spec, changed, stored, intake.values)
    _announce(RecordAmended, actor, form, record_id, system["revision"], change, via)
    return RecordRef(form.pk, record_id, _revision_now(generation, form, record_id), stored["number"])


@transaction.atomic
def delete_record(
    *, actor: User, form: Form, record_id: int, revision: int | None = None, via: str = "form"
) -> RecordRef:
    """Move a record to the recycle bin.

    Raises:
        NotFound: there is no such record for the actor.
        RecordChanged: somebody saved it since.
    """
    access = form_access(actor, form)
    require(access, "delete")
    generation = hold_published(form)
    stored = _lock(actor, form, generation, record_id, "delete")
    if revision is not None and revision != stored["revision"]:
        raise _changed(actor, form, generation, stored, {}, revision, access.masks)
    return _mark(actor, form, generation, stored, {"deleted_at": timezone.now()}, RecordDeleted, None, via)


@transaction.atomic
def restore_record(*, actor: User, form: Form, record_id: int, via: str = "form") -> RecordRef:
    """Bring a record back from the recycle bin.

    Raises:
        NotFound: there is no such record in the recycle bin for the actor.
        Invalid: another record has taken a value that must be unique.
    """
    require(form_access(actor, form), "delete")
    generation = hold_published(form)
    stored = _lock(actor, form, generation, record_id, "delete", deleted=True)
    return _mark(actor, form, generation, stored, {"deleted_at": None}, RecordRestored, None, via)


@transaction.atomic
def set_flow_status(*, actor: User, form: Form, record_id: int, status: str | None, via: str = "flow") -> RecordRef:
    """Tell a record where its flow stands; only flows do this.

    The revision stays: nobody who edits the record meanwhile changes this, so nobody is in conflict with it.

    Raises:
        NotFound: there is no such record.
    """
    generation = hold_published(form)
    stored = _lock(actor, form, generation, record_id, "read", free=True)
    if stored["flow_status"] == status:
        return RecordRef(form.pk, record_id, stored["revision"], stored["number"])
    change = {"flow_status": [stored["flow_status"], status]}
    columns = {"flow_status": status, "revision": stored["revision"]}
    return _mark(actor, form, generation, stored, columns, RecordStatusChanged, change, via)


def _submit(actor: User, form: Form, values: Values, via: str, owner: User, access: FormAccess) -> RecordRef:
    generation = hold_published(form)
    spec = generation.spec(form.pk)
    intake = read_sent(spec, values, None, access.masks)
    intake.raise_problems()
    now = timezone.now()
    numbers = _numbers(form, generation, intake)
    facts = {
        "number": numbers,
        "created_at": now,
        "updated_at": now,
        "created_by": actor.pk,
        "updated_by": actor.pk,
        "owner": owner.pk,
    }
    env = environment_of(form.application)
    around = surroundings_of(generation, spec, actor, intake.values, facts)
    add_defaults(intake, env, around)
    if spec.reads:
        # Defaults may point to records that formulas look behind.
        around = surroundings_of(generation, spec, actor, intake.values, facts)
    intake.problems += reference_problems(actor, generation, intake)
    judge(intake, env, around)
    intake.raise_problems()
    system = {
        "number": numbers,
        "created_at": now,
        "updated_at": now,
        "created_by_id": actor.pk,
        "updated_by_id": actor.pk,
        "owner_id": owner.pk,
        "department_id": owner.department_id,
        "form_version_id": generation.version_id(form.pk),
    }
    record_id = insert_record(generation, form.pk, intake.values, system)
    _claim(actor, form, record_id, intake)
    change = change_of(spec, intake.changed(), {}, intake.values)
    _announce(RecordSubmitted, actor, form, record_id, 1, change, via)
    return RecordRef(form.pk, record_id, _revision_now(generation, form, record_id), numbers)


def _numbers(form: Form, generation: Generation, intake: Intake) -> str:
    """Give the record its number, and its auto number fields theirs."""
    today = environment_of(form.application).today
    fields = [one for one in generation.spec(form.pk).stored() if one.type == "autonumber"]
    periods = {one.key: (one.id, one.kind.period(today, one.settings)) for one in fields}  # type: ignore[attr-defined]
    given = take_numbers(form.pk, [("", ""), *periods.values()])
    for one in fields:
        count = given[periods[one.key]]
        intake.values[one.key] = one.kind.compose(count, today, one.settings)  # type: ignore[attr-defined]
    return str(given["", ""] + 1)


def _lock(
    actor: User,
    form: Form,
    generation: Generation,
    record_id: int,
    action: str,
    *,
    free: bool = False,
    deleted: bool = False,
) -> dict[str, Any]:
    """Return what is stored of a record, which nobody else can change before the transaction ends."""
    if free:
        records = generation.model(form.pk)._default_manager.filter(deleted_at__isnull=not deleted)
    else:
        records = visible_records(actor, form, generation, action=action, deleted=deleted)
    locked = records.filter(pk=record_id).select_for_update(of=("self",)).values_list("revision", flat=True).first()
    stored = None if locked is None else stored_values(generation, form.pk, record_id)
    if stored is None:
        raise NotFound(_("There is no such record."))
    return {**stored, "revision": locked}


def _mark(
    actor: User,
    form: Form,
    generation: Generation,
    stored: dict[str, Any],
    columns: dict[str, Any],
    event: type[RecordEvent],
    change: dict[str, Any] | None,
    via: str,
) -> RecordRef:
    system = {"revision": stored["revision"] + 1, "updated_at": timezone.now(), "updated_by_id": actor.pk, **columns}
    revision = system["revision"]
    update_record(generation, form.pk, stored["id"], stored, stored, (), system)
    _announce(event, actor, form, stored["id"], revision, change, via)
    return RecordRef(form.pk, stored["id"], revision, stored["number"])


def _revision_now(generation: Generation, form: Form, record_id: int) -> int:
    """Return the record's revision after those who listen inside have had their say."""
    table = connection.ops.quote_name(generation.model(form.pk)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT revision FROM {table} WHERE id = %s", [record_id])  # noqa: S608 - own table
        return int(cursor.fetchone()[0])


def _changed(
    actor: User, form: Form, generation: Generation, stored: dict[str, Any], yours: Values, revision: int, masks: Values
) -> RecordChanged:
    reader = RecordReader(actor, form, generation, masks, Shape(lines=True))
    rows = generation.model(form.pk)._default_manager.filter(pk=stored["id"]).values_list(*reader.columns)
    theirs = reader.read(list(rows))[0]["values"]
    extra = {
        "yours": dict(yours),
        "theirs": theirs,
        "revision": stored["revision"],
        "changed": [key for key in changed_since(form, stored["id"], revision) if key in theirs],
    }
    return RecordChanged(_("Somebody saved this record while you were changing it."), extra=extra)


def _system_facts(stored: dict[str, Any]) -> dict[str, Any]:
    return {name: stored[name] for name in SYSTEM_COLUMNS}


def _claim(actor: User, form: Form, record_id: int, intake: Intake) -> None:
    wanted = list(intake.new_files())
    if wanted:
        claim_files(actor=actor, form_id=form.pk, record_id=record_id, wanted=wanted)


def _announce(
    event: type[RecordEvent],
    actor: User,
    form: Form,
    record_id: int,
    revision: int,
    change: dict[str, Any] | None,
    via: str,
) -> None:
    announce(
        event(
            actor=Actor.of(actor, via),
            subject=Subject(application_id=form.application_id, form_id=form.pk, record_id=record_id),
            change=change,
            form_id=form.pk,
            record_id=record_id,
            revision=revision,
        )
    )
