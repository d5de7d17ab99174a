"""Find records; every answer is limited to what the actor may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from builder.exceptions import Invalid, NotFound, Problem
from forms_engine.storage import models_for

from .access import field_masks, visible_records
from .counting import count_records
from .ordering import Order, fetch_page
from .queries import LARGEST_PAGE, RecordPage, RecordQuery, check_fields, narrow, order_of
from .reading import RecordReader, Shape
from .scope import FilterScope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.models import User
    from forms_engine.models import Form

__all__ = [
    "RecordPage",
    "RecordQuery",
    "check_query",
    "get_record",
    "get_records",
    "list_records",
    "pick_records",
    "require_visible",
]


def get_record(actor: User, form: Form, record_id: int, *, deleted: bool = False) -> dict[str, Any]:
    """Return a record with its sub-tables.

    Raises:
        NotFound: there is none, or none the actor may see.
    """
    found = get_records(actor, form, [record_id], deleted=deleted)
    if not found:
        raise NotFound(_("There is no such record."))
    return found[0]


def get_records(actor: User, form: Form, ids: Iterable[int], *, deleted: bool = False) -> list[dict[str, Any]]:
    """Return those of the records that the actor may see, with their sub-tables."""
    generation = models_for(form.application)
    wanted = list(ids)
    masks = field_masks(actor, form, wanted[0] if len(wanted) == 1 else None)
    reader = RecordReader(actor, form, generation, masks, Shape(lines=True))
    records = visible_records(actor, form, generation, deleted=deleted, action="delete" if deleted else "read")
    return reader.read(list(records.filter(pk__in=wanted).order_by("id").values_list(*reader.columns)))


def require_visible(actor: User, form: Form, record_id: int, *, action: str = "read") -> None:
    """Let nobody pass who may not act on the record.

    Raises:
        NotFound: there is no such record, or none the actor may act on.
    """
    if not visible_records(actor, form, models_for(form.application), action=action).filter(pk=record_id).exists():
        raise NotFound(_("There is no such record."))


def list_records(actor: User, form: Form, query: RecordQuery) -> RecordPage:
    """Return a page of records; the number of statements is the same however many there are.

    Raises:
        Invalid: the query names fields the actor may not see, or is otherwise wrong.
    """
    scope = FilterScope(actor, form, models_for(form.application))
    records = visible_records(
        actor, form, scope.generation, deleted=query.deleted, action="delete" if query.deleted else "read"
    )
    narrowed = narrow(scope, records, query)
    check_fields(scope, query.fields)
    reader = RecordReader(actor, form, scope.generation, scope.masks, Shape(query.fields))
    order = order_of(scope, query.sort)
    rows, cursor = fetch_page(narrowed, order, reader.columns, _limit(query.limit), query.cursor)
    count, exact = count_records(narrowed, query.count)
    return RecordPage(reader.read([row[: len(reader.columns)] for row in rows]), cursor, count, exact)


def check_query(*, actor: User, form: Form, query: RecordQuery) -> None:
    """Refuse a query that would fail.

    Raises:
        Invalid: it names fields the actor may not see, or is otherwise wrong.
    """
    scope = FilterScope(actor, form, models_for(form.application))
    narrow(scope, scope.generation.model(form.pk)._default_manager.all(), query)
    order_of(scope, query.sort)
    check_fields(scope, query.fields)


def pick_records(
    actor: User, form: Form, *, search: str = "", wanted: Any = None, ids: Iterable[int] | None = None, limit: int = 20
) -> list[dict[str, Any]]:
    """Return id and title of records to link to: those found by a search, or those named by ids."""
    scope = FilterScope(actor, form, models_for(form.application))
    records = narrow(scope, visible_records(actor, form, scope.generation), RecordQuery(filter=wanted, search=search))
    if ids is not None:
        records = records.filter(pk__in=list(ids)[:LARGEST_PAGE])
    reader = RecordReader(actor, form, scope.generation, scope.masks, Shape(fields=()))
    rows, _cursor = fetch_page(records, Order.of(()), reader.columns, _limit(limit))
    return [
        {"id": one["id"], "number": one["number"], "title": one["title"]}
        for one in reader.read([row[: len(reader.columns)] for row in rows])
    ]


def _limit(limit: int) -> int:
    if not 1 <= limit <= LARGEST_PAGE:
        message = _("Ask for 1 to %(most)s records at a time.")
        raise Invalid(problems=[Problem("limit", "range", message, {"most": LARGEST_PAGE})])
    return limit
