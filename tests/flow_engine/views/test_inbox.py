"""The page of the inbox."""

from __future__ import annotations

from tests.flow_engine.making import MANAGER, make_flow, submit


def test_the_page_knows_the_reader_and_what_waits(office, client):
    """The rest is asked for by the browser."""
    make_flow(office, MANAGER)
    submit(office)
    client.force_login(office.ben)

    given = client.get("/inbox/").context["given"]

    assert {"id": office.ben.pk, "name": "Ben"} == given["me"]
    assert {"todo": 1, "copies": 0} == given["counts"]
    assert "/api/v1/" == given["urls"]["api"]
