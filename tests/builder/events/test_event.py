"""Events go into the log and come out the same."""

from __future__ import annotations

import pytest

from builder.events import Event, announce
from builder.models import EventRow

from .teahouse import tea

pytestmark = pytest.mark.django_db


def test_an_event_comes_back_as_it_was():
    """Reading the log gives the event that was announced."""
    logged = announce(tea(cups=2, record_id=4))

    assert logged == Event.from_row(EventRow.objects.get(pk=logged.id))


def test_a_field_that_is_gone_from_the_code_is_left_out():
    """An older event still reaches its receivers."""
    logged = announce(tea(cups=2))
    row = EventRow.objects.get(pk=logged.id)
    row.payload = {"cups": 2, "sugar": 1}

    assert logged == Event.from_row(row)


def test_an_unknown_type_is_named():
    """The message says which one."""
    row = EventRow(type="test.nothing")

    with pytest.raises(LookupError, match=r"test\.nothing"):
        Event.from_row(row)
