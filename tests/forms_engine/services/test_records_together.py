"""Several people at the same records at the same time."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from builder.exceptions import Conflict, Invalid
from forms_engine.selectors.records import RecordQuery, get_record, list_records
from forms_engine.services.records import amend_record, submit_record
from tests.forms_engine.making import make_app, make_form, make_person

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 4
TIMES = 6


def together(work):
    """Run the same work in several threads, each with a connection of its own; return what failed."""
    failures = []

    def run(number):
        try:
            work(number)
        except Exception as error:  # noqa: BLE001 - reported by the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.fixture
def boss():
    return make_person("boss", is_staff=True)


@pytest.fixture
def form(boss):
    return make_form(make_app(), "count", {"count": "number", "code": {"type": "text", "unique": True}})


def test_no_change_is_lost(boss, form):
    """Who was overtaken learns it, and nothing that was acknowledged disappears."""
    ref = submit_record(actor=boss, form=form, values={"count": 0})

    def add(number):
        done = 0
        while done < TIMES:
            record = get_record(boss, form, ref.id)
            values = {"count": record["values"]["count"] + 1}
            try:
                amend_record(actor=boss, form=form, record_id=ref.id, values=values, revision=record["revision"])
            except Conflict:
                continue
            done += 1

    assert [] == together(add)
    record = get_record(boss, form, ref.id)
    assert (PEOPLE * TIMES, PEOPLE * TIMES + 1) == (record["values"]["count"], record["revision"])


def test_a_unique_value_is_taken_once(boss, form):
    """However many try at once."""
    taken, refused = [], []

    def take(number):
        for index in range(TIMES):
            try:
                submit_record(actor=boss, form=form, values={"code": f"c{index}"})
            except Invalid as refusal:
                refused.append(refusal.problems[0].code)
            else:
                taken.append(index)

    assert [] == together(take)
    assert (list(range(TIMES)), {"unique"}) == (sorted(taken), set(refused))


def test_numbers_have_no_gaps(boss, form):
    """Every record has its own number, and none is missing."""

    def fill(number):
        for _time in range(TIMES):
            submit_record(actor=boss, form=form, values={"count": number})

    assert [] == together(fill)
    records = list_records(boss, form, RecordQuery(limit=100)).records
    assert list(range(1, PEOPLE * TIMES + 1)) == sorted(int(record["number"]) for record in records)
