"""Fields that steps hide."""

from __future__ import annotations

from flow_engine.services.tasks import approve_task
from forms_engine.selectors.queries import RecordQuery
from forms_engine.selectors.records import get_record, list_records
from tests.flow_engine.making import MANAGER, make_flow, person_node, submit, task_of

HIDES = {**MANAGER, "fields": {"reason": "hidden"}}


def test_what_a_step_hides_is_not_in_the_record(office):
    """Whichever way its people read it, before and after they have answered."""
    make_flow(office, HIDES)
    process = submit(office, reason="secret")
    before = get_record(office.ben, office.form, process.record_id)["values"]
    listed = list_records(office.ben, office.form, RecordQuery()).records[0]["values"]
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    after = get_record(office.ben, office.form, process.record_id)["values"]

    assert ["reason" in values for values in (before, listed, after)] == [False, False, False]


def test_others_see_it_as_their_roles_say(office):
    """The initiator wrote it; an administrator sees everything."""
    make_flow(office, HIDES)
    process = submit(office, reason="secret")

    for person in (office.ann, office.admin):
        assert get_record(person, office.form, process.record_id)["values"]["reason"] == "secret"


def test_a_step_that_shows_it_wins_for_the_record(office):
    """The same person at two steps of one request."""
    make_flow(office, HIDES, person_node("second", office.ben))
    process = submit(office, reason="secret")
    approve_task(actor=office.ben, task_id=task_of(process, office.ben).pk)

    assert get_record(office.ben, office.form, process.record_id)["values"]["reason"] == "secret"
