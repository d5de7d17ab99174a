"""Records as rows for files: of what the actor sees, page by page, so that memory stays flat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from builder.definitions.text import localized
from builder.permissions import require
from forms_engine.storage import models_for

from .access import form_access, visible_records
from .ordering import fetch_page
from .queries import RecordQuery, check_fields, narrow, order_of
from .reading import MASKED, RecordReader, Shape
from .scope import FilterScope

if TYPE_CHECKING:
    from builder.models import User
    from forms_engine.engine import FieldSpec
    from forms_engine.models import Form

PAGE = 500
Cell = Any
Row = list[Cell]


@dataclass(frozen=True)
class Table:
    """A sheet to come: its name, its header, and the fields behind the columns."""

    key: str
    name: str
    header: list[str]
    fields: list[FieldSpec]


@dataclass(frozen=True)
class Export:
    """What goes into a file: the table of the records, those of their sub-tables, and the records themselves."""

    main: Table
    details: list[Table]
    records: Iterator[dict[str, Any]]

    def row(self, record: Mapping[str, Any]) -> Row:
        """Return a record as a row: number, fields, who created it and when."""
        cells = [cell_of(one, record["values"].get(one.key), record["labels"].get(one.key)) for one in self.main.fields]
        created = _moment(record["created_at"])
        return [record["number"], *cells, record["labels"].get("created_by", ""), created]

    def detail_rows(self, table: Table, record: Mapping[str, Any]) -> Iterator[Row]:
        """Yield the rows of a sub-table, each with its record's number."""
        for index, row in enumerate(record["values"].get(table.key) or ()):
            cells = []
            for one in table.fields:
                labels = record["labels"].get(f"{table.key}.{one.key}")
                cells.append(cell_of(one, row.get(one.key), labels[index] if labels else None))
            yield [record["number"], *cells]


def export_records(actor: User, form: Form, query: RecordQuery, *, details: bool = False) -> Export:
    """Return the records that a query finds, all pages of it, for a file.

    Raises:
        NotAllowed: the actor may not export.
        Invalid: the query is wrong.
    """
    require(form_access(actor, form), "export")
    scope = FilterScope(actor, form, models_for(form.application))
    check_fields(scope, query.fields)
    records = narrow(scope, visible_records(actor, form, scope.generation, action="export"), query)
    order = order_of(scope, query.sort)
    reader = RecordReader(actor, form, scope.generation, scope.masks, Shape(query.fields, lines=details))
    shown = [
        one
        for one in scope.spec.fields.values()
        if scope.masks.get(one.key) != "hidden" and (query.fields is None or one.key in query.fields)
    ]
    tables = [_detail_table(scope, one) for one in shown if one.lines is not None and details]

    def pages() -> Iterator[dict[str, Any]]:
        cursor = ""
        while True:
            rows, cursor = fetch_page(records, order, reader.columns, PAGE, cursor)
            yield from reader.read([row[: len(reader.columns)] for row in rows])
            if not cursor:
                return

    fields = [one for one in shown if one.lines is None]
    header = [_("Number"), *(localized(one.label) for one in fields), _("Created by"), _("Created at")]
    return Export(Table("", localized(form.name) or form.key, header, fields), tables, pages())


def cell_of(one: FieldSpec, value: Any, label: Any) -> Cell:
    """Return a wire value as a typed cell: text, number, date or moment."""
    if value is None:
        return MASKED if label == MASKED else None
    if label is not None:
        return ", ".join(label) if isinstance(label, list) else label
    kind = one.behaves.key
    if kind == "money":
        return Decimal(value)
    if kind == "date":
        return dt.date.fromisoformat(value)
    if kind == "datetime":
        return _moment(value)
    if kind in ("choice", "choices", "checkbox"):
        return one.behaves.to_text(value, one.settings)
    return value


def _moment(value: str) -> dt.datetime:
    return timezone.localtime(dt.datetime.fromisoformat(value)).replace(tzinfo=None, microsecond=0)


def _detail_table(scope: FilterScope, one: FieldSpec) -> Table:
    columns = one.lines.fields.values() if one.lines is not None else ()
    seen = [column for column in columns if scope.sees(f"{one.key}.{column.key}")]
    header = [_("Number"), *(localized(column.label) for column in seen)]
    return Table(one.key, localized(one.label), header, seen)
