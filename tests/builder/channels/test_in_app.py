"""The bell."""

from __future__ import annotations

import pytest

from builder.channels import Message, channels
from builder.models import Notification
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def test_lines_are_written_at_once(django_assert_num_queries):
    """One statement for all, and a key is written once."""
    bell = channels.get("in_app")
    ann = make_person()
    message = Message(user=ann, title="Tea", body="", url="", key="k")

    with django_assert_num_queries(1):
        bell.deliver([message, message])

    assert ["Tea"] == list(Notification.objects.values_list("title", flat=True))
    assert bell.reaches(ann)
