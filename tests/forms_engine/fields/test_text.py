"""Short text."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

text = field_types.get("text")


def test_text_stays_on_one_line():
    """Line ends become blanks, outer blanks fall away."""
    assert "a b" == text.clean(" a\nb ", {})


@pytest.mark.parametrize(
    ("raw", "given", "code"),
    [
        (3, {}, "type"),
        ("abcd", {"max_length": 3}, "max_length"),
        ("a", {"min_length": 2}, "min_length"),
        ("ann@", {"format": "email"}, "format"),
        ("javascript:alert(1)", {"format": "url"}, "format"),
        ("abc", {"format": "digits"}, "format"),
        ("call me", {"format": "phone"}, "format"),
    ],
)
def test_other_text_is_refused(raw, given, code):
    """The code says what is wrong."""
    with pytest.raises(Invalid) as refusal:
        text.clean(raw, given)
    assert [code] == [problem.code for problem in refusal.value.problems]


def test_a_length_counts_characters():
    """A Chinese character is one, an emoji too."""
    assert "采购😀" == text.clean("采购😀", {"max_length": 3})


def test_lengths_must_not_exclude_each_other():
    """A shortest text longer than the longest is a mistake in the settings."""
    assert ["range"] == [problem.code for problem in text.check_settings({"min_length": 5, "max_length": 3})]
