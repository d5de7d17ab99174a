"""Several people at the same moment: one lock per process, on every database."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection

from builder.exceptions import DomainError
from builder.models import EventRow, User
from flow_engine.models import HistoryEntry, NodeRun, Process, ProcessCommand, Task
from flow_engine.services.processes import withdraw_process
from flow_engine.services.tasks import approve_task
from tests.flow_engine.making import drop_records, make_flow, make_office, person_node, submit
from tests.forms_engine.making import make_person

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3
APPROVERS = 8


@pytest.fixture
def office(transactional_db):
    """Make an office that other threads can see."""
    yield make_office()
    drop_records()


def at_once(*works: Callable[[], object]) -> Counter[str]:
    """Do everything at the same moment; count what came of it."""
    start = threading.Barrier(len(works))
    results: list[str] = []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
            results.append("done")
        except DomainError as error:
            results.append(str(error.extra.get("reason", error.code)))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(results)


def clicks(process: Process, times: int = 2) -> list[Callable[[], object]]:
    """Return one approval for each open task, several times."""
    pairs = [
        (task_id, User.objects.get(pk=person))
        for task_id, person in Task.objects.filter(process=process, state="open").values_list("id", "assignee_id")
    ]
    return [
        lambda task_id=task_id, person=person: approve_task(actor=person, task_id=task_id)
        for task_id, person in pairs
        for _time in range(times)
    ]


@pytest.fixture
def approvers(office):
    """Return eight people."""
    return [make_person(f"approver{number}") for number in range(APPROVERS)]


def assert_sound(process: Process) -> None:
    """Want as many revisions as commands, and a history without gaps."""
    process.refresh_from_db()
    numbers = list(HistoryEntry.objects.filter(process=process).order_by("number").values_list("number", flat=True))
    assert ProcessCommand.objects.filter(process=process).count() == process.revision
    assert list(range(1, len(numbers) + 1)) == numbers


def test_everybody_approves_twice_at_once(office, approvers):
    """Eight votes count eight, and the next step is entered once."""
    make_flow(office, person_node("all", *approvers), person_node("next", office.carl))
    for _round in range(ROUNDS):
        process = submit(office)
        counted = at_once(*clicks(process))

        assert (counted["done"], sum(counted.values())) == (APPROVERS, 2 * APPROVERS)
        assert EventRow.objects.filter(process_id=process.pk, type="task.decided").count() == APPROVERS
        assert NodeRun.objects.filter(process=process, node="next").count() == 1
        assert Task.objects.filter(process=process, node="next", state="open").count() == 1
        assert_sound(process)


def test_one_of_many_is_enough_once(office, approvers):
    """One wins; the others are told that it has been dealt with."""
    make_flow(office, person_node("any", *approvers, need="any"), person_node("next", office.carl))
    for _round in range(ROUNDS):
        process = submit(office)
        counted = at_once(*clicks(process))

        assert counted == {"done": 1, "task_gone": 2 * APPROVERS - 1}
        assert Task.objects.filter(process=process, node="next").count() == 1
        assert_sound(process)


def test_two_lanes_end_at_once(office):
    """The join is passed exactly once."""
    lanes = [{"items": [person_node("one", office.carl)]}, {"items": [person_node("two", office.dora)]}]
    make_flow(office, {"key": "p", "kind": "parallel", "lanes": lanes}, person_node("next", office.chief))
    for _round in range(ROUNDS):
        process = submit(office)
        counted = at_once(*clicks(process, times=1))

        assert counted == {"done": 2}
        assert Task.objects.filter(process=process, node="next", state="open").count() == 1
        assert_sound(process)


def test_withdrawing_against_approving(office):
    """One of the two happens."""
    make_flow(office, person_node("one", office.carl), person_node("next", office.chief))
    for _round in range(ROUNDS):
        process = submit(office)
        counted = at_once(
            *clicks(process, times=1), lambda p=process: withdraw_process(actor=office.ann, process_id=p.pk)
        )
        process.refresh_from_db()

        assert counted["done"] == 1
        assert (process.status, sum(counted.values())) in {("draft", 2), ("running", 2)}
        assert_sound(process)


def test_the_same_command_twice_at_once(office):
    """Both get the same answer; it happened once."""
    make_flow(office, person_node("one", office.carl), person_node("next", office.chief))
    process = submit(office)
    task = Task.objects.get(process=process, state="open")
    click = lambda: approve_task(actor=office.carl, task_id=task.pk, command_id="one")  # noqa: E731

    assert at_once(click, click) == {"done": 2}
    assert_sound(process)
