"""The types of the expression language; every type admits blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from builder.exceptions import gettext_noop as _
from builder.exceptions import translated


@dataclass(frozen=True)
class Scalar:
    """One value: text, number, yes/no, date, moment, duration, or the type of a bare blank.

    `blank_is_zero` lets a number count as 0 inside `+` and `-`; it does not make another type.
    """

    kind: str
    noun: str = field(default="", compare=False)
    blank_is_zero: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return translated(self.noun or self.kind)


@dataclass(frozen=True)
class ListOf:
    """Several values of one scalar type in one field, such as the keys of a multiple choice."""

    item: Scalar
    kind: str = field(default="list", init=False, compare=False)

    def __str__(self) -> str:
        return translated(_("list of %(item)s")) % {"item": self.item}


Fields = Mapping[str, "Type"]


class Record:
    """A thing with named fields, such as a linked record or a person.

    `fields` may be a function, called on first use, so that records can refer to each other. Records are compared by
    their `id`; where nothing behind the dot is read, the context may hold the bare id.
    """

    kind = "record"

    def __init__(self, fields: Fields | Callable[[], Fields], *, name: str = _("record")) -> None:
        self._fields = fields
        self.name = name

    @property
    def fields(self) -> Fields:
        """Return the fields by name."""
        if callable(self._fields):
            self._fields = self._fields()
        return self._fields

    def __str__(self) -> str:
        return translated(self.name)


class Lines:
    """Rows that belong to a record: a sub-table, or the records that link to it."""

    kind = "lines"

    def __init__(self, fields: Fields | Callable[[], Fields] | Record, *, name: str = _("rows")) -> None:
        self.row = fields if isinstance(fields, Record) else Record(fields, name=name)

    def __str__(self) -> str:
        return translated(_("rows of %(name)s")) % {"name": self.row}


class Schema(Record):
    """What an expression may name: the outermost record."""

    def __init__(self, fields: Fields | Callable[[], Fields], *, name: str = "record") -> None:
        super().__init__(fields, name=name)

    def extended(self, fields: Fields) -> Schema:
        """Return this schema with more names, such as `old` or `me`."""
        return Schema({**self.fields, **fields}, name=self.name)

    def without(self, name: str) -> Schema:
        """Return this schema as if there were no such name."""
        return Schema({key: one for key, one in self.fields.items() if key != name}, name=self.name)


Type = Scalar | ListOf | Record | Lines

Text = Scalar("text", _("text"))
Number = Scalar("number", _("number"))
NumberOrZero = Scalar("number", _("number"), blank_is_zero=True)
Boolean = Scalar("boolean", _("yes/no"))
Date = Scalar("date", _("date"))
DateTime = Scalar("datetime", _("date and time"))
Duration = Scalar("duration", _("duration"))
Reference = Scalar("reference", _("record"))
Blank = Scalar("blank", _("blank"))

SCALARS: dict[str, Scalar] = {t.kind: t for t in (Text, Number, Boolean, Date, DateTime, Duration, Reference, Blank)}
ORDERED = frozenset({"text", "number", "date", "datetime", "duration"})
