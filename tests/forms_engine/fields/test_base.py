"""What every field type shares."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy

from builder.documents import check, check_schema
from builder.exceptions import Invalid
from builder.expressions.types import Record
from forms_engine.fields import field_types
from forms_engine.fields.base import clean_text, decimal_places, plain, read_decimal, refuse

TYPES = pytest.mark.parametrize("field", list(field_types), ids=lambda one: one.key)
SETTINGS = {
    "choice": {"options": [{"key": "a"}, {"key": "b"}]},
    "choices": {"options": [{"key": "a"}, {"key": "b"}]},
    "link": {"form": "supplier"},
    "formula": {"expression": "1 + 1", "result": "number"},
}


@TYPES
def test_the_settings_schema_is_a_schema(field):
    """The designer can draw it, and sample settings fit."""
    schema = plain(field.settings_schema)

    assert [] == check_schema(schema)
    assert [] == check(schema, SETTINGS.get(field.key, {}))


@TYPES
def test_a_sample_is_a_value(field):
    """The sample fits the value schema, is accepted, and comes back as it went in."""
    settings = SETTINGS.get(field.key, {})
    sample = field.sample(settings)
    schema = field.value_schema(settings)

    assert [] == check_schema(schema)
    assert [] == check(schema, sample)
    value = field.clean(sample, settings)
    assert sample == (field.to_wire(value, settings) or sample)


@TYPES
def test_blank_is_none(field):
    """None and the empty text are blank in every type."""
    settings = SETTINGS.get(field.key, {})

    assert (None, None) == (field.clean(None, settings), field.clean("", settings))
    assert None is field.to_wire(None, settings)
    assert "" == field.to_text(None, settings)
    assert None is field.convert_from_text("  ", settings)


@TYPES
def test_nonsense_is_refused_and_never_fails(field):
    """Whatever JSON a client sends, the answer is a value or a refusal."""
    settings = SETTINGS.get(field.key, {})
    for nonsense in ({"a": 1}, [{"b": [1]}], True, -1, 1e300, "\x00", "9" * 400, [None], 2**70, "\ud800"):
        with contextlib.suppress(Invalid):
            field.clean(nonsense, settings)


@TYPES
def test_the_type_says_how_it_is_stored_and_computed(field):
    """Column and expression type exist for everything but lines, which the engine knows."""
    if field.key == "lines":
        return
    settings = SETTINGS.get(field.key, {})

    assert field.column(settings) is not None
    assert field.expression_type(settings, lambda name: Record({}, name=name)) is not None


def test_numbers_are_read_exactly():
    """Floats count by their shortest form; what is no number is none."""
    read = [read_decimal(raw) for raw in (0.1, 12, "1e3", " -2.50 ", ".5", True, "NaN", "Infinity", "1_000", "", None)]

    assert [Decimal("0.1"), 12, 1000, Decimal("-2.50"), Decimal("0.5"), *[None] * 6] == read


def test_places_count_without_trailing_zeros():
    """12.300 needs one decimal place."""
    assert [1, 0, 0] == [decimal_places(Decimal(text)) for text in ("12.300", "12", "1E+3")]


def test_text_is_cleaned():
    """Control characters go, line ends become one kind, outer blanks fall away."""
    assert ("a\nb", None) == (clean_text(" a\r\nb\x00 "), clean_text(" \x07 "))


def test_a_refusal_has_a_path_and_fills_its_message():
    """The message's placeholders come with it."""
    with pytest.raises(Invalid) as refusal:
        refuse("max", "At most %(limit)s.", "rows", limit=3)

    assert {"path": "rows", "code": "max", "message": "At most 3."} == refusal.value.problems[0].as_dict()


def test_lazy_texts_become_plain():
    """Documents with lazy translations can be serialised."""
    assert {"title": "Money", "n": [1, None]} == plain({"title": gettext_lazy("Money"), "n": (1, None)})
