"""Keep, change and remove saved views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from builder import documents
from builder.exceptions import Invalid, NotAllowed, NotFound, Problem
from builder.models import User
from builder.permissions import may_design
from forms_engine.models import SavedView
from forms_engine.selectors.records import RecordQuery, check_query

if TYPE_CHECKING:
    from forms_engine.models import Form

VIEW_SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "filter": {"type": ["string", "object", "null"], "maxLength": 4000},
        "sort": {"type": "array", "maxItems": 5, "items": {"type": "string", "maxLength": 70}},
        "columns": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 70}},
        "search": {"type": "string", "maxLength": 200},
        "layout": {"type": "object", "maxProperties": 20},
    },
}
MOST_VIEWS = 200


@transaction.atomic
def save_view(
    *,
    actor: User,
    form: Form,
    name: str,
    document: Mapping[str, Any],
    shared: bool = False,
    view_id: int | None = None,
) -> SavedView:
    """Keep a view, one's own or, for those who design the app, one for everybody.

    Raises:
        NotAllowed: the actor may not share views.
        Invalid: the name is missing, or the view names what the actor may not see.
    """
    if shared:
        _require_design(actor, form)
    _check(actor, form, name, document)
    if view_id is None:
        if SavedView.objects.filter(form=form, created_by=actor).count() >= MOST_VIEWS:
            raise Invalid(problems=[Problem("", "too_many", _("There are too many saved views. Delete some first."))])
        view = SavedView(form=form, created_by=actor)
    else:
        view = _editable(actor, form, view_id)
    view.name = name.strip()
    view.document = dict(document)
    view.owner = None if shared else actor
    view.save()
    return view


@transaction.atomic
def delete_view(*, actor: User, form: Form, view_id: int) -> None:
    """Remove a view."""
    _editable(actor, form, view_id).delete()


def _editable(actor: User, form: Form, view_id: int) -> SavedView:
    view = (
        SavedView.objects.select_for_update()
        .filter(Q(owner=actor) | Q(owner__isnull=True), form=form, pk=view_id)
        .first()
    )
    if view is None:
        raise NotFound(_("There is no such view."))
    if view.owner_id is None:
        _require_design(actor, form)
    return view


def _require_design(actor: User, form: Form) -> None:
    if not may_design(actor, form.application, form):
        raise NotAllowed(_("Only people who design the app may share views."))


def _check(actor: User, form: Form, name: str, document: Mapping[str, Any]) -> None:
    problems = [problem.under("document") for problem in documents.check(VIEW_SCHEMA, document)]
    if not name.strip() or len(name.strip()) > 100:
        problems.append(Problem("name", "required", _("Enter a name of at most 100 characters.")))
    if problems:
        raise Invalid(problems=problems)
    check_query(
        actor=actor,
        form=form,
        query=RecordQuery(
            filter=document.get("filter"),
            sort=tuple(document.get("sort") or ()),
            fields=tuple(document["columns"]) if document.get("columns") else None,
            search=document.get("search") or "",
        ),
    )
