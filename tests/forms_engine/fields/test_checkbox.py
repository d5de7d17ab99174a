"""Yes or no."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

checkbox = field_types.get("checkbox")


@pytest.mark.parametrize("raw", [1, 0, "true", "no"])
def test_only_booleans_pass(raw):
    """Numbers and words are refused at the API."""
    with pytest.raises(Invalid):
        checkbox.clean(raw, {})


@pytest.mark.parametrize(("text", "expected"), [("Yes", True), ("是", True), ("0", False), ("否", False), ("", None)])
def test_words_come_out_of_files(text, expected):
    """The usual words are understood."""
    assert expected is checkbox.convert_from_text(text, {})


def test_other_words_are_refused():
    """A file's cell must mean yes or no."""
    with pytest.raises(Invalid):
        checkbox.convert_from_text("perhaps", {})
