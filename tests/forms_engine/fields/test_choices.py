"""Several of several options."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

choices = field_types.get("choices")
OPTIONS = {"options": [{"key": "a", "label": "Apple"}, {"key": "b", "label": "Pear, green"}]}


def test_keys_take_the_order_of_the_options():
    """The same choice is always the same list; an empty one is blank."""
    assert (["a", "b"], None) == (choices.clean(["b", "a", "b"], OPTIONS), choices.clean([], OPTIONS))


@pytest.mark.parametrize("raw", ["a", ["c"], [["a"]], {"a": 1}])
def test_other_values_are_refused(raw):
    """Only lists of keys pass."""
    with pytest.raises(Invalid):
        choices.clean(raw, OPTIONS)


def test_no_more_than_allowed():
    """The settings limit how many are chosen."""
    with pytest.raises(Invalid, match="at most 1"):
        choices.clean(["a", "b"], {**OPTIONS, "max": 1})


def test_names_come_out_of_files():
    """Names are separated by commas; one that holds a comma is understood on its own."""
    assert ["a"] == choices.convert_from_text("Apple", OPTIONS)
    assert ["b"] == choices.convert_from_text("Pear, green", OPTIONS)
    assert ["a", "b"] == choices.convert_from_text("b；Apple", OPTIONS)
    assert "Apple, Pear, green" == choices.to_text(["a", "b"], OPTIONS)
