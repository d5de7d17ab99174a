"""From cells to values: one function per column, made once per import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from builder.exceptions import Invalid, Problem, gettext_noop
from forms_engine.fields.base import decimal_places

from .cells import DAY_FORMATS, MOMENT_FORMATS, is_blank, read_day, read_flag, read_moment, read_number, text_of

if TYPE_CHECKING:
    from forms_engine.engine import FieldSpec

    from .plans import ColumnPlan

MAX_DECIMALS = 6
Converter = Callable[[Any], Any]
_UNREADABLE = {
    "number": gettext_noop("This is no number."),
    "money": gettext_noop("This is no amount."),
    "date": gettext_noop("This is no date."),
    "datetime": gettext_noop("This is no date and time."),
    "checkbox": gettext_noop("This is neither yes nor no."),
}


def make_converter(field: FieldSpec, plan: ColumnPlan, zone: dt.tzinfo) -> Converter:
    """Return the function from a cell that is not blank to a Python value; it raises Invalid."""
    maker = _MAKERS.get(field.type)
    if maker is None:
        return lambda cell: field.kind.convert_from_text(text_of(cell), field.settings)
    read = maker(plan, zone)

    signs_count = field.type in ("text", "longtext")

    def convert(cell: Any) -> Any:
        if not signs_count and is_blank(cell):
            return None
        try:
            wire = read(cell)
        except (ValueError, OverflowError):
            message = _UNREADABLE.get(field.type, gettext_noop("This value does not fit."))
            raise Invalid(problems=[Problem("", "type", message)]) from None
        return field.kind.clean(wire, field.settings)

    if field.type == "number" and "decimals" not in field.settings:
        return lambda cell: convert(_rounded(cell, read))
    return convert


def _rounded(cell: Any, read: Converter) -> Any:
    """Return the number with the places a field keeps, where the field does not say how many it wants."""
    if is_blank(cell):
        return cell
    try:
        number: Decimal = read(cell)
        return number if decimal_places(number) <= MAX_DECIMALS else round(number, MAX_DECIMALS)
    except (ValueError, OverflowError, ArithmeticError):
        return cell


def _number(plan: ColumnPlan, zone: dt.tzinfo) -> Converter:
    del zone
    return lambda cell: read_number(cell, bool(plan.decimal_comma))


def _day(plan: ColumnPlan, zone: dt.tzinfo) -> Converter:
    del zone
    formats = plan.formats or DAY_FORMATS
    return lambda cell: read_day(cell, formats).isoformat()


def _moment(plan: ColumnPlan, zone: dt.tzinfo) -> Converter:
    formats = plan.formats or (MOMENT_FORMATS + DAY_FORMATS)

    def read(cell: Any) -> str:
        moment = read_moment(cell, formats)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()

    return read


def _plain(read: Converter) -> Callable[[ColumnPlan, dt.tzinfo], Converter]:
    return lambda _plan, _zone: read


_MAKERS: dict[str, Callable[[ColumnPlan, dt.tzinfo], Converter]] = {
    "text": _plain(text_of),
    "longtext": _plain(text_of),
    "number": _number,
    "money": _number,
    "date": _day,
    "datetime": _moment,
    "checkbox": _plain(read_flag),
}
