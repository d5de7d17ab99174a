"""Tasks of people who leave."""

from __future__ import annotations

from builder.events.draining import drain
from builder.models import Incident
from builder.organization.services.people import deactivate_person
from flow_engine.services.tasks import return_task
from tests.flow_engine.making import MANAGER, make_flow, person_node, submit, task_of, waiting


def test_the_manager_takes_over(office):
    """As soon as the account is closed."""
    make_flow(office, MANAGER)
    process = submit(office)
    deactivate_person(actor=office.admin, person_id=office.ben.pk)
    drain()

    assert waiting(process) == {"head": {"chief"}}


def test_nobody_is_asked_twice(office):
    """Who has a vote already cannot take another; then whoever looks after the flow does."""
    make_flow(office, person_node("both", office.ben, office.chief))
    process = submit(office)
    deactivate_person(actor=office.admin, person_id=office.ben.pk)
    drain()

    assert waiting(process) == {"both": {"chief", "admin"}}


def test_when_nobody_can_take_over_it_is_an_incident(office):
    """A request that came back waits for its initiator alone."""
    make_flow(office, MANAGER)
    process = submit(office)
    return_task(actor=office.ben, task_id=task_of(process, office.ben).pk)
    deactivate_person(actor=office.admin, person_id=office.ann.pk)
    drain()

    assert list(Incident.objects.filter(process_id=process.pk).values_list("code", flat=True)) == ["assignee_left"]
