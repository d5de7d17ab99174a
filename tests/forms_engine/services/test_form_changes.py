"""What changed, in the words of a builder."""

from __future__ import annotations

import itertools

import pytest
from django.utils import translation

from forms_engine.engine import complete
from forms_engine.services.form_changes import form_changes
from tests.forms_engine.making import make_document

BASE = {
    "a": {"type": "text", "id": "aaaa", "label": "Subject", "max_length": 100},
    "b": {"type": "choice", "id": "bbbb", "label": "Size", "options": [{"key": "s", "label": "Small"}, {"key": "m"}]},
    "c": {"type": "formula", "id": "cccc", "label": "Sum", "expression": "1 + 1"},
    "t": {
        "type": "lines",
        "id": "tttt",
        "label": "Items",
        "columns": {"x": {"type": "number", "id": "xxxx", "label": "Qty"}},
    },
}


def completed(fields, **more):
    """Return a completed document."""
    numbers = itertools.count()
    return complete(make_document(fields, **more), None, lambda: f"new{next(numbers)}")


def told(fields, **more):
    """Return what is said about the step from the base to other fields."""
    return [change.text() for change in form_changes(completed(BASE), completed({**BASE, **fields}, **more))]


def test_nothing_changed():
    """Equal documents have no differences."""
    assert [] == told({})


@pytest.mark.parametrize(
    ("fields", "more", "sentence"),
    [
        ({"a": {**BASE["a"], "max_length": 200}}, {}, "Subject: Longest text changes from 100 to 200."),
        ({"a": {**BASE["a"], "label": "Title"}}, {}, "Subject is now called Title."),
        ({"a": {**BASE["a"], "visible": "TRUE"}}, {}, "When Subject is shown changes."),
        ({}, {"required": ["a"]}, "Subject becomes required."),
        ({"c": {**BASE["c"], "expression": "2"}}, {}, "The formula of Sum changes from 1 + 1 to 2."),
        ({"b": {**BASE["b"], "options": BASE["b"]["options"][:1]}}, {}, "Size: the option m is removed."),
        ({"b": {**BASE["b"], "options": [*BASE["b"]["options"], {"key": "l"}]}}, {}, "Size: the option l is added."),
        (
            {"b": {**BASE["b"], "options": [{"key": "s", "label": "Tiny"}, {"key": "m"}]}},
            {},
            "Size: the option Small is now called Tiny.",
        ),
        ({"b": {**BASE["b"], "options": BASE["b"]["options"][::-1]}}, {}, "Size: the options change."),
        (
            {"t": {**BASE["t"], "columns": {**BASE["t"]["columns"], "y": {"type": "text", "label": "Note"}}}},
            {},
            "Items / Note (Text) is added.",
        ),
        ({"t": {**BASE["t"], "columns": {}}}, {}, "Items / Qty is removed; its data is kept."),
        ({}, {"x_constraints": [{"expression": "TRUE"}]}, "A constraint is added."),
        ({}, {"x_unique": [["a"]]}, "Which fields must be unique together changes."),
        ({}, {"x_title": "{a}"}, "What records are called changes."),
        ({}, {"title": "Other"}, "The form's title changes."),
        ({}, {"x_layout": [{"fields": ["b", "a", "c", "t"]}]}, "The layout changes."),
    ],
)
def test_a_difference_is_one_sentence(fields, more, sentence):
    """Everything a builder can change has words."""
    assert [sentence] == told(fields, **more)


def test_a_renamed_field_is_not_removed_and_added():
    """The id tells that it is the same."""
    fields = {"subject": BASE["a"], **{key: BASE[key] for key in "bct"}}

    changes = form_changes(completed(BASE), completed(fields))

    assert ["The key of Subject changes from a to subject."] == [change.text() for change in changes]


def test_names_follow_the_readers_language():
    """A field is called what its reader calls it."""
    label = {"en": "Subject", "zh-hans": "主题"}
    old, new = (completed({"a": {"type": "text", "id": "aaaa", "label": label, "max_length": n}}) for n in (1, 2))
    with translation.override("zh-hans"):
        assert "主题" == form_changes(old, new)[0].params["field"]
