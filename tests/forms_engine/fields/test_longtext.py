"""Text of several lines."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

longtext = field_types.get("longtext")


def test_lines_are_kept():
    """Line breaks stay."""
    assert "a\nb" == longtext.clean("a\r\nb\n", {})


def test_too_long_text_is_refused():
    """The limit of the settings holds."""
    with pytest.raises(Invalid, match="at most 3"):
        longtext.clean("abcd", {"max_length": 3})
