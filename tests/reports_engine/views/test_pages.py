"""The pages of reports and dashboards."""

from __future__ import annotations

import pytest

from tests.reports_engine.making import make_dashboard, make_report


@pytest.fixture
def board(house):
    """Publish a report and a dashboard that shows it."""
    make_report(house)
    return make_dashboard(house)


@pytest.mark.parametrize(
    "path",
    [
        "/apps/house/dashboards/board/",
        "/design/house/reports/",
        "/design/house/reports/report/",
        "/design/house/dashboards/board/",
    ],
)
def test_pages_open_for_designers(client, house, board, path):
    """With what their components need."""
    client.force_login(house.admin)

    assert client.get(path).status_code == 200


def test_readers_see_dashboards_and_no_designers(client, house, board):
    """The design pages are not theirs."""
    client.force_login(house.ann)

    assert client.get("/apps/house/dashboards/board/").status_code == 200
    assert client.get("/design/house/reports/report/").status_code == 403


def test_creating_leads_to_the_builder(client, house):
    """A report and a dashboard start from their name."""
    client.force_login(house.admin)

    report = client.post("/design/house/reports/new/", {"name": "By kind", "form": "spend"})
    dashboard = client.post("/design/house/dashboards/new/", {"name": "Overview"})

    assert report.url == "/design/house/reports/by_kind/"
    assert dashboard.url == "/design/house/dashboards/overview/"
