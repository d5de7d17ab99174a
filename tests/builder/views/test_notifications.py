"""The bell."""

from __future__ import annotations

import pytest

from builder.models import Notification
from tests.builder.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_person_sees_and_reads_their_own(client):
    """Those of others are neither shown nor marked."""
    person, other = make_person(), make_person()
    Notification.objects.create(user=person, title="Yours", key="1")
    Notification.objects.create(user=other, title="Theirs", key="2")
    client.force_login(person)
    text = client.get("/notifications/").content.decode()
    client.post("/notifications/read/")

    assert (True, False) == ("Yours" in text, "Theirs" in text)
    assert {"Theirs"} == set(Notification.objects.filter(read_at=None).values_list("title", flat=True))


def test_inside_the_bell_only_the_list_is_sent(client):
    """The fragment is swapped in; the frame is there already."""
    client.force_login(make_person())
    text = client.get("/notifications/", headers={"hx-request": "true"}).content.decode()

    assert "<html" not in text
