"""Messages to people."""

from __future__ import annotations

import pytest

from builder.events.draining import drain
from builder.models import Notification
from flow_engine.services.processes import urge_process
from flow_engine.services.tasks import approve_task, return_task
from tests.flow_engine.making import MANAGER, make_flow, submit, task_of

TELL = {"key": "tell", "kind": "cc", "who": [{"by": "department_head"}]}


def told(person):
    """Return what is under a person's bell, the oldest first."""
    drain()
    return list(Notification.objects.filter(user=person).order_by("id").values_list("title", flat=True))


def test_assignees_are_told(office):
    """With the way to the request in their inbox."""
    make_flow(office, MANAGER)
    process = submit(office)

    assert told(office.ben) == ["To do: Chairs"]
    assert Notification.objects.get(user=office.ben).url == f"/inbox/?process={process.pk}"


def test_who_has_answered_already_is_not_told(office):
    """The message would be stale."""
    make_flow(office, MANAGER)
    process = submit(office)
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)

    assert (told(office.ben), told(office.ann)) == ([], ["Approved: Chairs"])


def test_the_initiator_is_told_of_a_return(office):
    """And that they have to act."""
    make_flow(office, MANAGER)
    process = submit(office)
    return_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="No")

    assert sorted(told(office.ann)) == ["Sent back to you: Chairs", "To do: Chairs"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_copies_and_urging_are_told(office, language):
    """In the reader's language; the title stays what it is."""
    office.chief.language = language
    office.chief.save()
    make_flow(office, TELL, MANAGER)
    process = submit(office)
    urge_process(actor=office.ann, process_id=process.pk)

    assert [text[-6:] for text in told(office.chief)] == ["Chairs"]
    assert len(told(office.ben)) == 2
