"""Check that what a record points to is there, and that the actor may point to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from builder.exceptions import Problem
from builder.models import Department, User
from forms_engine.selectors.access import visible_records
from forms_engine.selectors.queries import filter_of
from forms_engine.selectors.scope import TrustedScope

if TYPE_CHECKING:
    from forms_engine.storage import Generation

    from .intake import Intake

Places = Mapping[Any, list[str]]


def reference_problems(actor: User, generation: Generation, intake: Intake) -> list[Problem]:
    """Return a problem for every new reference to something the actor may not point to; one statement per field."""
    problems: list[Problem] = []
    for path, places in intake.new_references().items():
        field = intake.spec.find(path)
        if field is None or field.column is None:
            continue
        target = field.column.target
        known = _known(actor, generation, target, field.settings.get("filter"), set(places))
        message = (
            _("Choose one that exists.") if target in ("member", "department") else _("Choose a record you may use.")
        )
        problems += [
            Problem(place, "no_such_reference", message)
            for value, found in places.items()
            if value not in known
            for place in found
        ]
    return problems


def _known(actor: User, generation: Generation, target: str, wanted: str | None, ids: set[Any]) -> set[Any]:
    if target == "member":
        if ids == {actor.pk}:
            return ids
        return set(User.objects.filter(pk__in=ids, is_active=True).values_list("pk", flat=True))
    if target == "department":
        return set(Department.objects.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    other = generation.form(target.removeprefix("form:"))
    if other is None:
        return set()
    records = visible_records(actor, other, generation).filter(pk__in=ids)
    if wanted:
        records = records.filter(filter_of(TrustedScope(actor, other, generation), wanted))
    return set(records.order_by().values_list("pk", flat=True))
