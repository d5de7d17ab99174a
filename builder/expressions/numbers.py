"""The number of the language: exact decimal, at most ten places, halves rounded away from zero.

Sums are exact; products and quotients are rounded once, to ten places; dividing by zero gives blank.
"""

from __future__ import annotations

from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from typing import Any

PLACES = 10
STEP = Decimal(1).scaleb(-PLACES)
ZERO = Decimal(0)
TRAPS = [InvalidOperation, Overflow, DivisionByZero]
EXACT = Context(prec=400, rounding=ROUND_HALF_UP, Emin=-9999, Emax=9999, traps=TRAPS)
# Rounding twice stays right when the first time is ROUND_05UP and leaves more digits than the second.
DIVISION = Context(prec=60, rounding=ROUND_05UP, Emin=-9999, Emax=9999, traps=TRAPS)
LONG_DIVISION = Context(prec=450, rounding=ROUND_05UP, Emin=-9999, Emax=9999, traps=TRAPS)
SHORT_QUOTIENT = 45
MOST_DIGITS = 30

add = EXACT.add
subtract = EXACT.subtract


def normal(number: Decimal) -> Decimal:
    """Return the number with at most ten places."""
    # Writing the number out is a tenth of the work of taking it apart.
    written = str(number)
    point = written.find(".")
    if "E" not in written and (point < 0 or len(written) - point <= PLACES + 1):
        return number
    exponent = number.as_tuple().exponent
    return EXACT.quantize(number, STEP) if isinstance(exponent, int) and exponent < -PLACES else number


def multiply(a: Decimal, b: Decimal) -> Decimal:
    """Return the product."""
    return normal(EXACT.multiply(a, b))


def divide(a: Decimal, b: Decimal) -> Decimal | None:
    """Return the quotient, blank if b is zero."""
    if not b:
        return None
    short = a.adjusted() - b.adjusted() < SHORT_QUOTIENT
    return EXACT.quantize((DIVISION if short else LONG_DIVISION).divide(a, b), STEP)


def whole_divide(a: Decimal, b: Decimal) -> Decimal | None:
    """Return the quotient without its fraction, blank if b is zero."""
    return EXACT.divide_int(a, b) if b else None


def remainder(a: Decimal, b: Decimal) -> Decimal | None:
    """Return what is left over, with the sign of a; blank if b is zero."""
    return EXACT.remainder(a, b) if b else None


def power(base: Decimal, exponent: int) -> Decimal:
    """Return the power, rounded once at the end."""
    result = Decimal(1)
    for _ in range(exponent):
        result = EXACT.multiply(result, base)
    return normal(result)


def rounded(number: Decimal, places: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """Return the number with so many places; negative places round to tens, hundreds and so on."""
    if places >= PLACES:
        return number
    return number.quantize(Decimal(1).scaleb(-places), rounding=mode, context=EXACT)


def floor(number: Decimal) -> Decimal:
    """Return the next whole number below."""
    return number.to_integral_value(rounding=ROUND_FLOOR, context=EXACT)


def ceiling(number: Decimal) -> Decimal:
    """Return the next whole number above."""
    return number.to_integral_value(rounding=ROUND_CEILING, context=EXACT)


def rounded_up(number: Decimal, places: int) -> Decimal:
    """Return the number rounded away from zero."""
    return rounded(number, places, ROUND_UP)


def rounded_down(number: Decimal, places: int) -> Decimal:
    """Return the number rounded towards zero."""
    return rounded(number, places, ROUND_DOWN)


def load(value: Any) -> Decimal | None:
    """Return what a record holds as a number; blank for what is none."""
    if type(value) is not Decimal:
        value = _convert(value)
    if value is None or not value.is_finite() or (value.adjusted() >= MOST_DIGITS and value):
        return None
    return normal(value)


def _convert(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return None


def text(number: Decimal) -> str:
    """Return the one way to write the number: no exponent, no trailing zeros, no minus zero."""
    written = format(number, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
