"""Sub-tables."""

from __future__ import annotations

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

lines = field_types.get("lines")


def test_rows_are_kept_as_they_are():
    """The engine cleans each row by its columns; no rows are blank."""
    assert ([{"a": 1}], None) == (lines.clean([{"a": 1}], {}), lines.clean([], {}))


@pytest.mark.parametrize("raw", [{"a": 1}, [1], "x"])
def test_other_values_are_refused(raw):
    """Only lists of rows pass."""
    with pytest.raises(Invalid, match="Enter rows"):
        lines.clean(raw, {})


def test_no_more_than_allowed():
    """The settings limit how many rows there are."""
    with pytest.raises(Invalid, match="at most 1 rows"):
        lines.clean([{}, {}], {"max_rows": 1})


def test_limits_must_not_exclude_each_other():
    """A least number of rows above the largest is a mistake in the settings."""
    assert ["range"] == [problem.code for problem in lines.check_settings({"min_rows": 3, "max_rows": 2})]
