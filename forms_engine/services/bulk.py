"""Change many records with one request: all or nothing, or each on its own with a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from builder.exceptions import DomainError, Invalid, Problem
from builder.permissions import require
from forms_engine.selectors.access import form_access, visible_records
from forms_engine.storage import models_for

from .records import RecordRef, amend_record, delete_record, submit_record

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.models import Form

MOST = 1000
KINDS = ("create", "update", "upsert", "delete")


@dataclass(frozen=True)
class Operation:
    """One thing to do, with its place in the request."""

    path: str
    act: Callable[[], RecordRef]


def change_many(
    *, actor: User, form: Form, operations: Mapping[str, Any], each: bool = False, via: str = "api"
) -> list[dict[str, Any]]:
    """Create, update, upsert and delete records, in this order; return what became of each.

    With `each`, what fails is reported and the rest is done; otherwise nothing is done unless everything can be.

    Raises:
        NotAllowed: the actor may not change many records at once.
        Invalid: something is wrong, and not `each`.
    """
    require(form_access(actor, form), "bulk")
    planned = list(_plan(actor, form, operations, via))
    if len(planned) > MOST:
        message = _("Send at most %(most)s operations at once.")
        raise Invalid(problems=[Problem("", "too_many", message, {"most": MOST})])
    if each:
        return [_attempt(one) for one in planned]
    with transaction.atomic():
        outcomes = [_attempt(one) for one in planned]
        problems = [problem for outcome in outcomes for problem in outcome.pop("_problems", ())]
        if problems:
            raise Invalid(problems=problems)
    return outcomes


def _attempt(one: Operation) -> dict[str, Any]:
    try:
        with transaction.atomic():
            ref = one.act()
    except DomainError as error:
        problems = [problem.under(one.path) for problem in error.problems]
        problems = problems or [Problem(one.path, error.code, str(error.detail).replace("%", "%%"))]
        return {
            "path": one.path,
            "error": error.code,
            "problems": [problem.as_dict() for problem in problems],
            "_problems": problems,
        }
    return {"path": one.path, "id": ref.id, "revision": ref.revision, "number": ref.number}


def _plan(actor: User, form: Form, operations: Mapping[str, Any], via: str) -> Iterator[Operation]:
    unknown = sorted(set(operations) - set(KINDS))
    if unknown:
        raise Invalid(problems=[Problem(key, "unknown_field", _("There is no such operation.")) for key in unknown])
    for index, values in enumerate(_list(operations, "create", dict)):
        yield Operation(f"create.{index}", partial(submit_record, actor=actor, form=form, values=values, via=via))
    for index, one in enumerate(_list(operations, "update", dict)):
        yield Operation(f"update.{index}", partial(_update, actor, form, one, via))
    yield from _upserts(actor, form, operations.get("upsert"), via)
    for index, one in enumerate(_list(operations, "delete", (dict, int))):
        yield Operation(f"delete.{index}", partial(_delete, actor, form, one, via))


def _update(actor: User, form: Form, one: Mapping[str, Any], via: str) -> RecordRef:
    return amend_record(
        actor=actor,
        form=form,
        record_id=_id(one),
        values=one.get("values") or {},
        revision=one.get("revision"),
        via=via,
    )


def _delete(actor: User, form: Form, one: Any, via: str) -> RecordRef:
    found = one if isinstance(one, Mapping) else {"id": one}
    return delete_record(actor=actor, form=form, record_id=_id(found), revision=found.get("revision"), via=via)


def _upserts(actor: User, form: Form, upsert: Any, via: str) -> Iterator[Operation]:
    if upsert is None:
        return
    rows = upsert.get("rows") if isinstance(upsert, Mapping) else None
    field = models_for(form.application).spec(form.pk).fields.get(upsert.get("key", "")) if rows is not None else None
    if not isinstance(rows, list) or field is None or field.lines is not None or field.column is None:
        raise Invalid(problems=[Problem("upsert.key", "unknown_field", _("Name the field that tells records apart."))])
    for index, values in enumerate(rows):
        if not isinstance(values, Mapping):
            raise Invalid(problems=[Problem(f"upsert.{index}", "type", _("Send an object for each record."))])

        def act(values: Mapping[str, Any] = values) -> RecordRef:
            value = field.kind.clean(values.get(field.key), field.settings)
            records = visible_records(actor, form, models_for(form.application), action="amend")
            ids = list(records.filter(**{field.attname: value}).values_list("pk", flat=True)[:2]) if value else []
            if len(ids) > 1:
                message = _("Several records have this value.")
                raise Invalid(problems=[Problem(field.key, "ambiguous", message)])
            if not ids:
                return submit_record(actor=actor, form=form, values=values, via=via)
            return amend_record(actor=actor, form=form, record_id=ids[0], values=values, via=via)

        yield Operation(f"upsert.{index}", act)


def _list(operations: Mapping[str, Any], name: str, kinds: Any) -> list[Any]:
    found = operations.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, kinds) for one in found):
        raise Invalid(problems=[Problem(name, "type", _("Send a list."))])
    return found


def _id(one: Mapping[str, Any]) -> int:
    value = one.get("id")
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise Invalid(problems=[Problem("id", "type", _("Send the id of a record."))])
    return value
