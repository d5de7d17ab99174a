"""A process in the API as the inbox shows it."""

from __future__ import annotations

from flow_engine.models import Task
from tests.flow_engine.making import MANAGER, make_flow, submit, task_of


def test_opening_a_page_counts_as_reading(office, client):
    """The assignee's look is noted, that of others is not."""
    make_flow(office, MANAGER)
    process = submit(office)
    address = f"/api/v1/processes/{process.pk}/page/"

    client.force_login(office.ann)
    client.get(address)
    before = Task.objects.get(process=process).first_seen_at
    client.force_login(office.ben)
    page = client.get(f"{address}?task={task_of(process, office.ben).pk}").json()

    assert before is None
    assert Task.objects.get(process=process).first_seen_at is not None
    assert ("head", "Chairs") == (page["task"]["node"], page["record"]["title"])


def test_strangers_get_nothing(office, client):
    """As if it were not there."""
    make_flow(office, MANAGER)
    process = submit(office)
    client.force_login(office.dora)

    assert 404 == client.get(f"/api/v1/processes/{process.pk}/page/").status_code
