"""Moments."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from builder.exceptions import Invalid
from forms_engine.fields import field_types

moment = field_types.get("datetime")


def test_moments_are_kept_in_utc():
    """The offset is turned into UTC."""
    assert "2026-01-31T01:30:00+00:00" == moment.to_wire(moment.clean("2026-01-31T09:30:00+08:00", {}), {})


@pytest.mark.parametrize("raw", ["2026-01-31", "2026-01-31T09:30:00", "soon", 5])
def test_other_values_are_refused(raw):
    """A moment needs its time zone."""
    with pytest.raises(Invalid):
        moment.clean(raw, {})


def test_files_mean_the_readers_time_zone():
    """Without an offset the active time zone counts, both ways."""
    with timezone.override("Asia/Shanghai"):
        value = moment.convert_from_text("2026/01/31 09:30", {})

        assert dt.datetime(2026, 1, 31, 1, 30, tzinfo=dt.UTC) == value
        assert "2026-01-31 09:30:00" == moment.to_text(value, {})
