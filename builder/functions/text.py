"""Functions for texts; characters are counted as people see code points, never as bytes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from builder.expressions import limits, numbers
from builder.expressions.errors import gettext_noop as _
from builder.expressions.types import Boolean, Number, Text

from . import functions
from .base import Example, Function, Parameter, number, text

BLANKS = " \t\r\n"
NUMERAL = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?\Z")
# Counts beyond this mean "all of it"; databases count in 32 bits.
MANY = 1_000_000_000
COUNT = "(CASE WHEN n < 0 THEN 0 WHEN n > 1000000000 THEN 1000000000 ELSE trunc(n) END)::int"


def counted(template: str) -> str:
    """Return the template with the number n made a count wherever it says COUNT."""
    return template.replace("COUNT", COUNT)


def whole(count: Decimal) -> int:
    """Return a count without its fraction, kept within what every database can count."""
    return int(max(min(count, Decimal(MANY)), Decimal(-MANY)))


class TextFunction(Function):
    """A function for texts."""

    family = "text"


@functions.register
class Len(TextFunction):
    """LEN."""

    key = "LEN"
    description = _("Returns how many characters a text has.")
    parameters = (text("text"),)
    returns = Number
    examples = (Example('LEN("你好")', "2"),)
    postgresql = "length({0})::numeric"

    def run(self, env: Any, value: str) -> Decimal:
        """Count the characters."""
        return Decimal(len(value))

    def digits(self, digits: list[int]) -> int:
        """Return how many digits a length has."""
        return 10


@functions.register
class Upper(TextFunction):
    """UPPER."""

    key = "UPPER"
    description = _("Returns a text in capital letters.")
    parameters = (text("text"),)
    returns = Text
    examples = (Example('UPPER("straße")', "STRASSE"),)
    postgresql = 'upper({0} COLLATE "und-x-icu") COLLATE "C"'

    def run(self, env: Any, value: str) -> str:
        """Write in capitals."""
        return value.upper()

    def growth(self, lengths: list[int]) -> int:
        """Return the length when every letter becomes three."""
        return lengths[0] * 3


@functions.register
class Lower(Upper):
    """LOWER."""

    key = "LOWER"
    description = _("Returns a text in small letters.")
    examples = (Example('LOWER("Millrace")', "millrace"),)
    postgresql = 'lower({0} COLLATE "und-x-icu") COLLATE "C"'

    def run(self, env: Any, value: str) -> str:
        """Write in small letters."""
        return value.lower()


@functions.register
class Trim(TextFunction):
    """TRIM."""

    key = "TRIM"
    description = _("Returns a text without blanks at its ends.")
    parameters = (text("text"),)
    returns = Text
    examples = (Example('TRIM("  a b ")', "a b"),)
    postgresql = "btrim({0}, E' \\t\\r\\n')"

    def run(self, env: Any, value: str) -> str:
        """Cut the blanks off."""
        return value.strip(BLANKS)


@functions.register
class Left(TextFunction):
    """LEFT."""

    key = "LEFT"
    description = _("Returns the first characters of a text.")
    parameters = (text("text"), number("count"))
    returns = Text
    examples = (Example('LEFT("Millrace", 4)', "Mill"),)
    postgresql = counted("(SELECT left(s, COUNT) FROM (SELECT {0} AS s, {1} AS n OFFSET 0) q)")

    def run(self, env: Any, value: str, count: Decimal) -> str:
        """Keep the beginning."""
        return value[: max(0, whole(count))]


@functions.register
class Right(TextFunction):
    """RIGHT."""

    key = "RIGHT"
    description = _("Returns the last characters of a text.")
    parameters = (text("text"), number("count"))
    returns = Text
    examples = (Example('RIGHT("Millrace", 4)', "race"),)
    postgresql = counted("(SELECT right(s, COUNT) FROM (SELECT {0} AS s, {1} AS n OFFSET 0) q)")

    def run(self, env: Any, value: str, count: Decimal) -> str:
        """Keep the end."""
        kept = whole(count)
        return value[-kept:] if kept > 0 else ""


@functions.register
class Mid(TextFunction):
    """MID."""

    key = "MID"
    description = _("Returns characters from the middle of a text; the first character is number 1.")
    parameters = (text("text"), number("start"), number("count"))
    returns = Text
    examples = (Example('MID("Millrace", 5, 2)', "ra"),)
    postgresql = counted(
        "(SELECT CASE WHEN a >= 1 THEN substr(s, (CASE WHEN a > 1000000000 THEN 1000000000 ELSE trunc(a) END)::int, "
        "COUNT) END FROM (SELECT {0} AS s, {1} AS a, {2} AS n OFFSET 0) q)"
    )

    def run(self, env: Any, value: str, start: Decimal, count: Decimal) -> str | None:
        """Keep the middle; there is nothing before the first character."""
        if start < 1:
            return None
        first = whole(start) - 1
        return value[first : first + max(0, whole(count))]


@functions.register
class Contains(TextFunction):
    """CONTAINS."""

    key = "CONTAINS"
    description = _("Tells whether a text contains another.")
    parameters = (text("text"), text("part"))
    returns = Boolean
    examples = (Example('CONTAINS("Millrace", "race")', "true"), Example('CONTAINS("Millrace", "Race")', "false"))
    postgresql = "(strpos({0}, {1}) > 0)"

    def run(self, env: Any, value: str, part: str) -> bool:
        """Look for the part."""
        return part in value


@functions.register
class StartsWith(TextFunction):
    """STARTSWITH."""

    key = "STARTSWITH"
    description = _("Tells whether a text begins with another.")
    parameters = (text("text"), text("beginning"))
    returns = Boolean
    examples = (Example('STARTSWITH("Millrace", "Mill")', "true"),)
    postgresql = "starts_with({0}, {1})"

    def run(self, env: Any, value: str, beginning: str) -> bool:
        """Look at the beginning."""
        return value.startswith(beginning)


@functions.register
class EndsWith(TextFunction):
    """ENDSWITH."""

    key = "ENDSWITH"
    description = _("Tells whether a text ends with another.")
    parameters = (text("text"), text("end"))
    returns = Boolean
    examples = (Example('ENDSWITH("Millrace", "race")', "true"),)
    postgresql = "(SELECT right(s, length(e)) = e FROM (SELECT {0} AS s, {1} AS e OFFSET 0) q)"

    def run(self, env: Any, value: str, end: str) -> bool:
        """Look at the end."""
        return value.endswith(end)


@functions.register
class Find(TextFunction):
    """FIND."""

    key = "FIND"
    description = _("Returns where a text stands in another, counted from 1; blank if it is not there.")
    parameters = (text("part"), text("text"))
    returns = Number
    examples = (Example('FIND("race", "Millrace")', "5"), Example('FIND("x", "Millrace")', "blank"))
    postgresql = "NULLIF(strpos({1}, {0}), 0)::numeric"

    def run(self, env: Any, part: str, value: str) -> Decimal | None:
        """Look for the place."""
        return Decimal(value.find(part) + 1) or None


@functions.register
class Substitute(TextFunction):
    """SUBSTITUTE."""

    key = "SUBSTITUTE"
    description = _("Returns a text with every occurrence of a part replaced; blank if it grows too long.")
    parameters = (text("text"), text("part"), text("replacement"))
    returns = Text
    examples = (Example('SUBSTITUTE("a-b-c", "-", "/")', "a/b/c"),)
    postgresql = (
        "(SELECT CASE WHEN p = '' THEN s WHEN length(s) + (length(s) - length(replace(s, p, ''))) / length(p) "
        "* (length(r) - length(p)) <= 100000 OR length(r) <= length(p) THEN replace(s, p, r) END "
        "FROM (SELECT {0} AS s, {1} AS p, {2} AS r OFFSET 0) q WHERE r IS NOT NULL AND p IS NOT NULL)"
    )

    def run(self, env: Any, value: str, part: str, replacement: str) -> str | None:
        """Replace the part everywhere."""
        if not part:
            return value
        longer = len(replacement) - len(part)
        if longer > 0 and len(value) + value.count(part) * longer > limits.MAX_TEXT:
            return None
        return value.replace(part, replacement)

    def growth(self, lengths: list[int]) -> int:
        """Return the length when every character is replaced."""
        return lengths[0] * max(1, lengths[2])


@functions.register
class Rept(TextFunction):
    """REPT."""

    key = "REPT"
    description = _("Returns a text several times over; blank if it grows too long.")
    parameters = (text("text"), number("times"))
    returns = Text
    examples = (Example('REPT("ab", 3)', "ababab"),)
    postgresql = counted(
        "(SELECT CASE WHEN length(s)::bigint * COUNT <= 100000 THEN repeat(s, COUNT) END "
        "FROM (SELECT {0} AS s, {1} AS n OFFSET 0) q)"
    )

    def run(self, env: Any, value: str, times: Decimal) -> str | None:
        """Repeat the text."""
        count = max(0, whole(times))
        return value * count if len(value) * count <= limits.MAX_TEXT else None

    def growth(self, lengths: list[int]) -> int:
        """Return the longest text that is still given."""
        return limits.MAX_TEXT


@functions.register
class Concat(TextFunction):
    """CONCAT."""

    key = "CONCAT"
    description = _("Joins texts; blanks are left out.")
    parameters = (text("text", repeats=True),)
    returns = Text
    strict = False
    examples = (Example('CONCAT("Mill", null, "race")', "Millrace"),)

    def run(self, env: Any, *values: str | None) -> str:
        """Join what there is."""
        return "".join(value for value in values if value is not None)

    def sql(self, kinds: list[str]) -> str:
        """Return one concat over all arguments."""
        return f"concat({', '.join(f'{{{i}}}' for i in range(len(kinds)))})"


@functions.register
class ToText(TextFunction):
    """TEXT."""

    key = "TEXT"
    description = _("Returns a number or a date as text, with a fixed number of places if given.")
    parameters = (
        Parameter("value", ("number", "date")),
        Parameter("places", ("number",), optional=True, whole=(0, numbers.PLACES)),
    )
    returns = Text
    examples = (
        Example("TEXT(12.50)", "12.5"),
        Example("TEXT(12.5, 2)", "12.50"),
        Example("TEXT(DATE(2026, 3, 1))", "2026-03-01"),
    )

    def run(self, env: Any, value: Any, places: Decimal | None = None) -> str:
        """Write the value."""
        if not isinstance(value, Decimal):
            return str(value)
        if places is None:
            return numbers.text(value)
        shown = numbers.rounded(value, int(places))
        return f"{shown if shown else abs(shown):.{int(places)}f}"

    def sql(self, kinds: list[str]) -> str:
        """Return how PostgreSQL writes the kind."""
        if kinds[0] == "date":
            return "to_char({0}, 'YYYY-MM-DD')"
        return "round({0}, ({1})::int)::text" if len(kinds) > 1 else "trim_scale({0})::text"

    def growth(self, lengths: list[int]) -> int:
        """Return the length of the longest number."""
        return limits.MAX_DIGITS + numbers.PLACES


@functions.register
class Value(TextFunction):
    """VALUE."""

    key = "VALUE"
    description = _("Returns the number a text writes; blank if it writes none.")
    parameters = (text("text"),)
    returns = Number
    examples = (Example('VALUE("12.50")', "12.5"), Example('VALUE("twelve")', "blank"))
    postgresql = (
        "(SELECT CASE WHEN s ~ '^-?[0-9]{{1,20}}([.][0-9]{{1,10}})?$' THEN s::numeric END "
        "FROM (SELECT {0} AS s OFFSET 0) q)"
    )

    def run(self, env: Any, value: str) -> Decimal | None:
        """Read the number."""
        return Decimal(value) if NUMERAL.match(value) else None

    def digits(self, digits: list[int]) -> int:
        """Return the most digits that are read."""
        return 20
