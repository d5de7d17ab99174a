"""What a list may be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from builder.exceptions import Invalid, Problem
from forms_engine.storage import search_predicate
from forms_engine.storage.search import normalise

from .conditions import compile_tree
from .expressions import compile_condition
from .ordering import Order, SortKey
from .scope import FilterScope
from .slots import slots_of

MOST_SORT_KEYS = 5
LARGEST_PAGE = 500
LONGEST_SEARCH = 200
NEVER_BLANK = frozenset({"id", "number", "created_at", "updated_at", "revision"})
NAME_OF = {"member": "display_name", "department": "name"}


@dataclass(frozen=True)
class RecordQuery:
    """A question to a list.

    `filter` is the text of an expression or a tree of conditions; `sort` names fields, with a minus for the largest
    first; `count` is none, estimate or exact.
    """

    filter: Any = None
    sort: Sequence[str] = ()
    fields: Sequence[str] | None = None
    search: str = ""
    limit: int = 50
    cursor: str = ""
    count: str = "none"
    deleted: bool = False


@dataclass(frozen=True)
class RecordPage:
    """An answer: the records, how to go on, and how many there are in all, if that was asked."""

    records: list[dict[str, Any]]
    next_cursor: str = ""
    count: int | None = None
    count_is_exact: bool = True
    columns: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return what the API shows."""
        answer: dict[str, Any] = {"results": self.records, "next": self.next_cursor or None}
        if self.count is not None:
            answer["count"] = {"value": self.count, "exact": self.count_is_exact}
        return answer


def narrow(scope: FilterScope, records: QuerySet[Any], query: RecordQuery) -> QuerySet[Any]:
    """Return the records which fit the filter and the search.

    Raises:
        Invalid: the filter is wrong, or names what the actor may not see.
    """
    if query.filter:
        records = records.filter(filter_of(scope, query.filter))
    if query.search:
        records = records.filter(_search(scope, query.search))
    return scope.guard(records)


def filter_of(scope: FilterScope, wanted: Any, path: str = "filter") -> Any:
    """Return a filter, an expression or a tree of conditions, as a condition of the database."""
    if isinstance(wanted, str):
        return compile_condition(scope, wanted, path)
    return compile_tree(scope, wanted, path)


def order_of(scope: FilterScope, sort: Sequence[str]) -> Order:
    """Return the order of a list.

    Raises:
        Invalid: it cannot be sorted so.
    """
    if len(sort) > MOST_SORT_KEYS:
        raise Invalid(problems=[Problem("sort", "too_many", _("Sort by fewer fields."))])
    return Order.of([_sort_key(scope, name, f"sort.{index}") for index, name in enumerate(sort)])


def check_fields(scope: FilterScope, fields: Sequence[str] | None) -> None:
    """Refuse columns that are not there for the actor."""
    known = scope.spec.fields
    problems = [
        Problem(f"fields.{index}", "unknown_field", _("There is no field %(name)s."), {"name": name[:60]})
        for index, name in enumerate(fields or ())
        if name not in known or scope.masks.get(name) == "hidden"
    ]
    if problems:
        raise Invalid(problems=problems)


def _sort_key(scope: FilterScope, name: str, path: str) -> SortKey:
    plain = name.removeprefix("-")
    found = scope.resolve(plain, path)
    field = scope.spec.fields.get(plain)
    if found.rows is not None or (field is not None and not field.behaves.sortable):
        message = _("The list cannot be sorted by %(name)s.")
        raise Invalid(problems=[Problem(path, "not_sortable", message, {"name": plain})])
    lookup = found.lookup
    if found.target in NAME_OF:
        lookup = f"{lookup.removesuffix('_id')}__{NAME_OF[found.target]}"
    return SortKey(lookup, name.startswith("-"), nullable=plain not in NEVER_BLANK)


def _search(scope: FilterScope, text: str) -> Q:
    if len(text) > LONGEST_SEARCH or "\0" in text:
        raise Invalid(problems=[Problem("search", "max_length", _("Search for a shorter text."))])
    every = slots_of(scope.generation, scope.spec)
    searchable = [slot for slot in every.values() if slot.spec is not None and slot.spec.behaves.searchable]
    if all(scope.sees(slot.key) for slot in searchable):
        return search_predicate(text)
    # The common text of a record tells of hidden fields too, so only what is seen may be looked through.
    texts = [slot for slot in searchable if scope.sees(slot.key) and slot.spec and slot.spec.column]
    columns = ["number", *(slot.attname for slot in texts if slot.spec.column.kind == "text")]  # type: ignore[union-attr]
    found = Q()
    for word in normalise(text).split(" ")[:8]:
        if word:
            found &= Q(*(Q(**{f"{column}__icontains": word}) for column in columns), _connector=Q.OR)
    return found
