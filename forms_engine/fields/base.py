"""What every field type answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, NoReturn

from builder.exceptions import Invalid, Problem
from builder.expressions.types import Record, Text
from builder.expressions.types import Type as ExpressionType
from builder.registry import Type

Settings = Mapping[str, Any]
Records = Callable[[str], Record]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,20})?|\.\d{1,20})([eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Column:
    """How a value lies in the database.

    `kind` is one of text, decimal, date, datetime, boolean, json, reference. A reference names its `target`: `member`,
    `department` or `form:<key>`; a decimal the most decimal places it ever has.
    """

    kind: str
    target: str = ""
    scale: int = 0


class Field(Type):
    """One kind of field; it holds no state, the settings come with every question.

    Values have three faces: the *wire* value of the API and the browser, the *Python* value of the engine and the
    database, and *text* of files and people. Blank is None in all of them.
    """

    group: ClassVar[str] = "text"
    widget: ClassVar[str] = "text"
    operators: ClassVar[tuple[str, ...]] = ("eq", "ne", "is_empty", "is_not_empty")
    aggregates: ClassVar[tuple[str, ...]] = ("count", "count_distinct")
    sortable: ClassVar[bool] = True
    searchable: ClassVar[bool] = False
    unique_allowed: ClassVar[bool] = False
    in_lines: ClassVar[bool] = True
    computed: ClassVar[bool] = False
    adopts: ClassVar[Mapping[str, str]] = {}

    def value_schema(self, settings: Settings) -> dict[str, Any]:
        """Return the JSON Schema of a wire value that is not blank."""
        raise NotImplementedError

    def clean(self, raw: Any, settings: Settings) -> Any:
        """Return the Python value of a wire value.

        Raises:
            Invalid: the value does not fit; the paths of its problems start at the value.
        """
        raise NotImplementedError

    def to_wire(self, value: Any, settings: Settings) -> Any:
        """Return the wire value of a Python value."""
        return value

    def to_text(self, value: Any, settings: Settings) -> str:
        """Return a Python value as people and files show it, in the active language."""
        wire = self.to_wire(value, settings)
        return "" if wire is None else str(wire)

    def convert_from_text(self, text: str, settings: Settings) -> Any:
        """Return the Python value of a text out of a file.

        References come back as the text that names them; the importer finds the record behind it.

        Raises:
            Invalid: the text does not fit.
        """
        text = text.strip()
        return self.clean(text, settings) if text else None

    def expression_type(self, settings: Settings, records: Records) -> ExpressionType:
        """Return the type in expressions; `records` gives the shape of what a reference points to."""
        return Text

    def column(self, settings: Settings) -> Column | None:
        """Return the column that stores the value; None when the values have rows of their own."""
        return Column("text")

    def settle(self, value: Any, settings: Settings) -> Any:
        """Return a value that an expression computed as the field stores it."""
        return value

    def search_text(self, value: Any, settings: Settings) -> str:
        """Return what a search should find of a value."""
        return self.to_text(value, settings)

    def sample(self, settings: Settings) -> Any:
        """Return a wire value such as a person might enter."""
        raise NotImplementedError

    def check_settings(self, settings: Settings) -> list[Problem]:
        """Return what a JSON Schema cannot say about the settings; paths start at the settings."""
        return []


def refuse(code: str, message: Any, path: str = "", **params: Any) -> NoReturn:
    """Refuse a value.

    Raises:
        Invalid: always.
    """
    raise Invalid(problems=[Problem(path, code, message, params)])


def clean_text(raw: str) -> str | None:
    """Return text without control characters and outer blanks; None when nothing is left."""
    return _CONTROL.sub("", raw.replace("\r\n", "\n").replace("\r", "\n")).strip() or None


def read_decimal(raw: Any) -> Decimal | None:
    """Return an exact number, or None when the value is none; floats count by their shortest form."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | Decimal):
        number = Decimal(raw)
        return number if number.is_finite() else None
    text = repr(raw) if isinstance(raw, float) else raw.strip() if isinstance(raw, str) else ""
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern lets nothing through that Decimal refuses
        return None


def decimal_places(number: Decimal) -> int:
    """Return how many decimal places a number needs."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(value: Any) -> Any:
    """Return a document with its lazy translations turned to text."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
