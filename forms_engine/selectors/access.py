"""Which records and fields a person may see: the one place where row scopes become SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from builder.applications.providers import Providers
from builder.models import User
from builder.organization.selectors.reporting import department_subtree, subordinate_ids
from builder.permissions import EVERY_RECORD, FormAccess, Scope, access_to

if TYPE_CHECKING:
    from forms_engine.models import Form

Visibility = Callable[[User, "Form"], Q | None]

extra_visibility: Providers[Visibility] = Providers("extra visibility")
"""Functions that show a person more records than their roles do, such as those they have a task about.

Each gets the actor and the form and returns a predicate over the form's records, or None for none of them.
"""

FieldHider = Callable[[User, "Form", int | None], Iterable[str]]

field_hiders: Providers[FieldHider] = Providers("field hider")
"""Functions that hide fields of records which a person sees for another reason than their roles.

Each gets the actor, the form and a record, or None for records in general, and returns keys of fields to hide. Whose
roles show every record is not asked for.
"""

NOTHING = Q(pk__in=())


def form_access(actor: User, form: Form) -> FormAccess:
    """Return what the actor's roles allow on a form."""
    return access_to(actor, form.application).form(form.key)


def field_masks(actor: User, form: Form, record_id: int | None = None) -> Mapping[str, str]:
    """Return the fields which are not simply editable for the actor: hidden, masked or read."""
    access = form_access(actor, form)
    if EVERY_RECORD[0] in access.scopes:
        return access.masks
    hidden = {key for hider in field_hiders for key in hider(actor, form, record_id)}
    return {**access.masks, **dict.fromkeys(hidden, "hidden")} if hidden else access.masks


def visible_records(
    actor: User, form: Form, generation: Any, *, action: str = "read", deleted: bool = False
) -> QuerySet[Any]:
    """Return the records on which the actor may act, those in the recycle bin only when asked for."""
    records: QuerySet[Any] = generation.model(form.pk)._default_manager.filter(deleted_at__isnull=not deleted)
    predicate = row_predicate(actor, form, generation, action)
    return records if predicate is None else records.filter(predicate)


def row_predicate(actor: User, form: Form, generation: Any, action: str = "read") -> Q | None:
    """Return the condition which records must fulfil for the actor; None when there is none."""
    scopes = form_access(actor, form).scopes_for(action)
    if EVERY_RECORD[0] in scopes:
        return None
    wanted = NOTHING
    for scope in scopes:
        wanted |= _SCOPES[scope.kind](actor, form, generation, scope)
    if action == "read":
        for provider in extra_visibility:
            wanted |= provider(actor, form) or NOTHING
    return wanted


def _own(actor: User, form: Form, generation: Any, scope: Scope) -> Q:
    del form, generation, scope
    return Q(owner_id=actor.pk)


def _department(actor: User, form: Form, generation: Any, scope: Scope) -> Q:
    del form, generation, scope
    return NOTHING if actor.department_id is None else Q(department_id=actor.department_id)


def _department_below(actor: User, form: Form, generation: Any, scope: Scope) -> Q:
    del form, generation, scope
    if actor.department is None:
        return NOTHING
    return Q(department_id__in=department_subtree(actor.department))


def _subordinates(actor: User, form: Form, generation: Any, scope: Scope) -> Q:
    del form, generation, scope
    return Q(owner_id=actor.pk) | Q(owner_id__in=subordinate_ids(actor))


def _expression(actor: User, form: Form, generation: Any, scope: Scope) -> Q:
    # Compiling needs the scopes of queries, which stand on this module.
    from .expressions import compile_condition  # noqa: PLC0415
    from .scope import TrustedScope  # noqa: PLC0415

    return Q(compile_condition(TrustedScope(actor, form, generation), scope.expression, "scope"))


_SCOPES = {
    "own": _own,
    "department": _department,
    "department_below": _department_below,
    "subordinates": _subordinates,
    "expression": _expression,
}
