"""Doing once what is sent at the same moment twice."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from builder.api.services.repeating import once
from builder.models import Notification
from tests.builder.factories import make_person


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_have_one_effect():
    """The second waits for the first and gets its answer."""
    person, together = make_person(), threading.Barrier(4)
    answers = []

    def action():
        made = Notification.objects.create(user=person, title="Once", key=str(Notification.objects.count()))
        return 201, {"id": made.pk}

    def send():
        try:
            together.wait()
            answers.append(once(actor=person, key="k", request={"a": 1}, action=action))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = Notification.objects.get()

    assert [(201, {"id": made.pk})] * 4 == [answer[:2] for answer in answers]
    assert [False, True, True, True] == sorted(answer[2] for answer in answers)
