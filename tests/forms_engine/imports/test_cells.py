"""Cells as people write them."""

import datetime
from decimal import Decimal

import pytest

from forms_engine.imports.cells import read_day, read_flag, read_moment, read_number, text_of


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.50", "1234.50"), (0.1, "0.1"), (5.0, "5.0"), ("¥ 12", "12"), ("(3.5)", "-3.5"), ("12 %", "0.12"),
        ("-7", "-7"), ("USD 1 000", "1000"), ("1e3", "1000"), (10, "10"),
    ],
)  # fmt: skip
def test_numbers(cell, number):
    """Grouping, currency, percent and brackets are understood."""
    assert Decimal(number) == read_number(cell)


def test_numbers_with_a_decimal_comma():
    """The comma is the decimal mark where the column says so."""
    assert Decimal("1234.5") == read_number("1.234,5", comma=True)


@pytest.mark.parametrize("cell", ["", "abc", "1.2.3", "nan", "1e999", True, "9" * 60, float("inf")])
def test_no_numbers(cell):
    """What is no number is refused."""
    with pytest.raises(ValueError):  # noqa: PT011 - every reason counts
        read_number(cell)


@pytest.mark.parametrize(
    "cell", ["2024-02-29", "2024/2/29", "29.02.2024", "2024年2月29日", "2024-02-29 00:00:00.000", "29 Feb 2024"]
)
def test_days(cell):
    """Days are read in the usual spellings."""
    assert datetime.date(2024, 2, 29) == read_day(cell)


def test_moments():
    """A moment keeps its zone if it names one."""
    assert datetime.datetime(2024, 1, 2, 3, 4) == read_moment("2024/1/2 03:04")
    assert datetime.timedelta(hours=8) == read_moment("2024-01-02T03:04:00+08:00").utcoffset()


def test_flags():
    """Yes and no in two languages."""
    assert [True, False, True, False] == [read_flag(cell) for cell in ("是", "No", 1.0, 0)]


def test_text_of_a_whole_number():
    """A code typed as a number has no decimal point."""
    assert "42" == text_of(42.0)
