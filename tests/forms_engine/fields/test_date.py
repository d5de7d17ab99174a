"""Calendar days."""

from __future__ import annotations

import datetime as dt

import pytest

from builder.exceptions import Invalid
from forms_engine.fields import field_types

date = field_types.get("date")


@pytest.mark.parametrize("raw", ["2026-02-30", "31.01.2026", "2026-01-31T00:00", 20260131, "0001-01-01"])
def test_other_values_are_refused(raw):
    """Only real days as YYYY-MM-DD pass the API."""
    with pytest.raises(Invalid):
        date.clean(raw, {})


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", "2026.01.31", "2026年1月31日", "2026-01-31 00:00:00"])
def test_days_come_out_of_files(text):
    """Year first is understood in every usual writing."""
    assert dt.date(2026, 1, 31) == date.convert_from_text(text, {})
