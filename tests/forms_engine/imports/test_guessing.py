"""Guessing what a column holds."""

import datetime

import pytest

from forms_engine.imports.guessing import guess_column


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("Unit price", ["1.5", "2", None], "money"),
        ("Quantity", [1.0, 2.0, 3.0], "number"),
        ("Zip", ["01234", "99999"], "text"),
        ("Card", ["4111111111111111", "5111111111111111"], "text"),
        ("Day", ["31/01/2024", "02/02/2024"], "date"),
        ("Day", [datetime.datetime(2024, 1, 1), datetime.datetime(2024, 1, 2)], "date"),
        ("At", ["2024-01-01 10:00", "2024-01-02 00:00"], "datetime"),
        ("Done", ["yes", "no", "no"], "checkbox"),
        ("Status", ["open", "closed", "late"] * 10, "choice"),
        ("Name", ["Ann", "Bob"], "text"),
        ("Note", ["x" * 300, "y"], "longtext"),
        ("Sum", ["1.234,50", "2,00"], "number"),
        ("Empty", [None, None], "text"),
    ],
)
def test_kinds(name, cells, kind):
    """The type follows from name and cells."""
    assert kind == guess_column(name, cells).type


def test_the_whole_column_tells_day_from_month():
    """One day beyond the twelfth settles the order for all."""
    assert ("%m/%d/%Y",) == guess_column("d", ["01/02/2024", "01/31/2024"]).formats


def test_options_of_a_choice():
    """The options are the texts that occur."""
    assert ["a", "b", "c"] == guess_column("s", ["a", "b", "c"] * 5).options
