"""The inbox."""

from __future__ import annotations

import pytest
from django.db import connection

from builder.applications.navigation import inbox_count
from builder.exceptions import Invalid
from flow_engine.models import Task
from flow_engine.selectors import inbox
from flow_engine.selectors.cursors import after_cursor
from flow_engine.services.tasks import approve_task, mark_copies_read, transfer_task
from tests.flow_engine.making import MANAGER, make_flow, person_node, submit, task_of

TELL = {"key": "tell", "kind": "cc", "who": [{"by": "department_head"}]}


def titles(page):
    """Return the titles on a page."""
    return [item["title"] for item in page.items]


def test_what_waits_is_there_the_latest_first(office):
    """With everything a row shows."""
    make_flow(office, MANAGER)
    submit(office, subject="Chairs")
    process = submit(office, subject="Desks")
    page = inbox.todo(actor=office.ben)
    first = page.items[0]

    assert titles(page) == ["Desks", "Chairs"]
    assert (first["task"], first["node_name"], first["initiator"]["name"], first["form"]) == (
        task_of(process, office.ben).pk,
        {"en": "Manager"},
        "Ann",
        "purchase",
    )
    assert "plan" not in first


def test_nobody_sees_the_tasks_of_others(office):
    """An inbox is one's own."""
    make_flow(office, MANAGER)
    submit(office)

    assert inbox.todo(actor=office.carl).items == []


def test_pages_follow_each_other_without_gaps(office):
    """Until there is no cursor any more."""
    make_flow(office, MANAGER)
    for number in range(5):
        submit(office, subject=f"Chair {number}")
    found, cursor = [], None
    for _page in range(3):
        page = inbox.todo(actor=office.ben, limit=2, cursor=cursor)
        found += titles(page)
        cursor = page.cursor

    assert (found, cursor) == ([f"Chair {number}" for number in (4, 3, 2, 1, 0)], None)


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 101}, {"cursor": "nonsense"}])
def test_impossible_pages_are_refused(office, asked):
    """With a problem."""
    with pytest.raises(Invalid):
        inbox.todo(actor=office.ben, **asked)


def test_words_and_apps_narrow_it(office):
    """By title, and by app."""
    make_flow(office, MANAGER)
    submit(office, subject="Chairs")
    submit(office, subject="Desks")

    assert titles(inbox.todo(actor=office.ben, search="desk")) == ["Desks"]
    assert titles(inbox.todo(actor=office.ben, application="other")) == []


def test_what_was_done_moves_to_the_other_box(office):
    """Started shows who has to act."""
    make_flow(office, MANAGER, person_node("finance", office.carl))
    process = submit(office)
    before = inbox.started(actor=office.ann).items[0]["waiting_for"]
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk, comment="ok")

    assert (before, inbox.started(actor=office.ann).items[0]["waiting_for"]) == (["Ben"], ["Carl"])
    assert inbox.todo(actor=office.ben).items == []
    assert [(one["outcome"], one["comment"]) for one in inbox.done(actor=office.ben).items] == [("approve", "ok")]


def test_lent_tasks_are_shown_to_their_owner(office):
    """With who has them."""
    make_flow(office, MANAGER)
    process = submit(office)
    transfer_task(actor=office.ben, task_id=task_of(process, office.ben).pk, to=office.carl.pk)

    assert [one["assignee"]["name"] for one in inbox.lent(actor=office.ben).items] == ["Carl"]


def test_copies_are_counted_until_they_are_read(office):
    """Beside what waits."""
    make_flow(office, TELL, MANAGER)
    process = submit(office)
    before = inbox.counts(actor=office.chief)
    mark_copies_read(actor=office.chief, process_id=process.pk)

    assert (before, inbox.counts(actor=office.chief)) == ({"todo": 0, "copies": 1}, {"todo": 0, "copies": 0})
    assert [one["read"] for one in inbox.copies(actor=office.chief).items] == [True]


def test_the_platform_shows_how_much_waits(office):
    """In its navigation."""
    make_flow(office, MANAGER)
    submit(office)

    assert (inbox_count(office.ben), inbox_count(office.ann)) == (1, 0)


def test_a_page_takes_the_same_statements_however_long_it_is(office, django_assert_num_queries):
    """Tasks, their processes, the people."""
    make_flow(office, MANAGER)
    for _count in range(3):
        submit(office)
    inbox.todo(actor=office.ben)

    with django_assert_num_queries(3):
        inbox.todo(actor=office.ben)


def test_the_inbox_is_read_through_an_index_of_its_own(office):
    """It holds only open tasks, in the order in which they are shown."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    tasks = Task.objects.filter(assignee=office.ben, state=Task.State.OPEN)
    plan = after_cursor(tasks, "opened_at", None)[:21].explain()

    assert "task_inbox" in plan
    assert "sort" not in plan.lower()
    assert "temp b-tree" not in plan.lower()
