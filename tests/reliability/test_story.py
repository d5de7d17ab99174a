"""Submits with a flow and a rule survive any kill: nothing acknowledged is lost, and nothing happens twice."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from django.db import connection

from .databases import fresh_database
from .load import Load
from .processes import Installation, kill, wait_until
from .product import amounts, build_app, open_api, submit

pytestmark = pytest.mark.kill

SUBMITS = 500
UNFINISHED = "SELECT count(*) FROM builder_job WHERE state = 'pending' AND name <> 'housekeeping'"


@pytest.fixture
def database(tmp_path):
    """Return an empty database."""
    with fresh_database(tmp_path) as fresh:
        yield fresh


@pytest.fixture
def installation(tmp_path, database, request):
    """Return an installation with its tables; on PostgreSQL the worker is a service of its own."""
    embedded = "1" if connection.vendor == "sqlite" else "0"
    one = Installation(tmp_path, DATABASE_URL=database.url, EMBEDDED_WORKER=embedded, API_RATE="100000/min")
    one.manage("migrate", "--skip-checks", "-v0")
    yield one
    one.close()


def start_all(installation: Installation) -> list:
    """Start what runs this installation."""
    processes = []
    if installation.settings["EMBEDDED_WORKER"] == "0":
        processes.append(installation.start("manage.py", "run_worker"))
    return [*processes, installation.start_web()]


def test_five_hundred_submits_through_two_kills(installation, database):
    """Every submit has one record, one process and one order, after everything was killed in the middle, twice."""
    processes = start_all(installation)
    api = open_api(installation)
    build_app(api)

    with Load(installation.port, partial(submit, api), total=SUBMITS, repeats=True) as load:
        for part in (1, 2):
            wait_until(lambda part=part: load.has_reached(part * SUBMITS // 3) or load.failures, "submits")
            for process in processes:
                kill(process)
            processes = start_all(installation)
    wait_until(lambda: database.count(UNFINISHED) == 0, "the last jobs")

    once = Counter(range(1, SUBMITS + 1))
    assert once == Counter(load.acknowledged)
    assert once == Counter(amounts(api, "requests"))
    assert once == Counter(amounts(api, "orders"))
    form = database.count("SELECT id FROM forms_engine_form WHERE key = 'requests'")
    assert Counter(database.ask(f"SELECT id FROM r_{form}")) == Counter(
        database.ask("SELECT record_id FROM flow_engine_process")
    )
    assert SUBMITS == database.count("SELECT count(*) FROM flow_engine_task")
    assert SUBMITS == database.count("SELECT count(*) FROM rules_engine_rulerun WHERE state = 'done'")
    assert 0 == database.count("SELECT count(*) FROM builder_incident")
