"""One of several options."""

from __future__ import annotations

import pytest
from django.utils import translation

from builder.exceptions import Invalid
from forms_engine.fields import field_types

choice = field_types.get("choice")
OPTIONS = {"options": [{"key": "a", "label": {"en": "Apple", "zh-hans": "苹果"}}, {"key": "b", "label": "Pear"}]}


def test_the_key_is_the_value():
    """The label may change, the key stays."""
    assert "a" == choice.clean("a", OPTIONS)


@pytest.mark.parametrize("raw", ["Apple", "c", 1, ["a"]])
def test_other_values_are_refused(raw):
    """Only keys of options pass."""
    with pytest.raises(Invalid, match="one of the options"):
        choice.clean(raw, OPTIONS)


def test_people_see_the_name_in_their_language():
    """The name follows the active language; an option that is gone shows its key."""
    with translation.override("zh-hans"):
        assert ("苹果", "gone") == (choice.to_text("a", OPTIONS), choice.to_text("gone", OPTIONS))


@pytest.mark.parametrize("text", ["apple", "苹果", "a"])
def test_files_may_name_an_option_in_any_language(text):
    """Key and names are understood."""
    assert "a" == choice.convert_from_text(text, OPTIONS)


def test_options_are_needed_and_different():
    """A list without options, or with one key twice, is a mistake in the settings."""
    twice = {"options": [{"key": "a"}, {"key": "a"}]}

    assert ["required"] == [problem.code for problem in choice.check_settings({})]
    assert ["options.1.key"] == [problem.path for problem in choice.check_settings(twice)]
