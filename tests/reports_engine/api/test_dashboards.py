"""Dashboards through the API."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from tests.reports_engine.making import make_dashboard, make_report

TILE = "/api/v1/apps/house/dashboards/board/tiles/t1/"


@pytest.fixture
def ann(house):
    """Return a client who speaks for Ann."""
    client = APIClient()
    client.force_authenticate(house.ann)
    return client


@pytest.fixture
def board(house):
    """Publish a report and a dashboard that shows it."""
    make_report(house)
    return make_dashboard(house, filters=[{"key": "period", "type": "date", "fields": {"spend": "on"}}])


def test_a_tile_answers_with_the_reader_s_rights(ann, board):
    """Ann sees the count of her own records."""
    answer = ann.post(TILE, {}, format="json")

    assert (answer.status_code, answer.json()["rows"]) == (200, [[1]])


def test_a_tile_obeys_the_chosen_period(ann, board):
    """A period without her records counts none."""
    chosen = {"filters": {"period": {"from": "2026-01-01", "to": "2026-01-31"}}}

    assert ann.post(TILE, chosen, format="json").json()["rows"] == [[0]]


@pytest.mark.parametrize(
    ("body", "status"),
    [({"filters": {"period": {"from": "soon"}}}, 422), ({"filters": []}, 422), ({"nonsense": 1}, 422)],
)
def test_bad_filters_are_told(ann, board, body, status):
    """With a problem document."""
    answer = ann.post(TILE, body, format="json")

    assert answer.status_code == status
    assert answer.json()["problems"]


def test_an_unknown_tile_is_not_there(ann, board):
    """And neither is a dashboard of another app."""
    assert ann.post(TILE.replace("t1", "t9"), {}, format="json").status_code == 404
    assert ann.post(TILE.replace("house", "other"), {}, format="json").status_code == 404


def test_only_designers_publish(ann, board):
    """Readers cannot change what everybody sees."""
    answer = ann.post("/api/v1/apps/house/dashboards/board/publish/", {}, format="json")

    assert answer.status_code == 403
