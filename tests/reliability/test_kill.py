"""Killing any process at any time loses nothing and doubles nothing."""

from __future__ import annotations

import http.client
import os
import signal
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from .databases import fresh_database
from .load import Load
from .processes import Installation, kill, wait_until

pytestmark = pytest.mark.kill

ORDERS = 150
UNFINISHED = "SELECT count(*) FROM builder_job WHERE state = 'pending' AND name <> 'housekeeping'"


@pytest.fixture
def database(tmp_path):
    """Return an empty database."""
    with fresh_database(tmp_path) as fresh:
        yield fresh


@pytest.fixture
def teahouse(tmp_path, database):
    """Return a function that opens the teahouse with some settings."""
    opened = []

    def open_teahouse(**values: str) -> Installation:
        house = Installation(
            tmp_path,
            DATABASE_URL=database.url,
            DJANGO_SETTINGS_MODULE="tests.reliability.teahouse.settings",
            **values,
        )
        opened.append(house)
        house.manage("migrate", "--run-syncdb", "--skip-checks", "-v0")
        return house

    yield open_teahouse
    for house in opened:
        house.close()


def order(client: http.client.HTTPConnection, number: int) -> bool:
    """Order tea number so-and-so."""
    client.request("POST", f"/orders/{number}/")
    answer = client.getresponse()
    answer.read()
    return answer.status == 201


def assert_served_once(database, load) -> None:
    """Compare what was promised, what is in the log, and what was served."""
    logged = Counter(
        int(str(row[0]).split(":")[1].strip(" }")) for row in database.ask("SELECT payload FROM builder_eventrow")
    )
    served = Counter(int(row[0]) for row in database.ask("SELECT message FROM builder_incident"))

    assert set(load.acknowledged) - set(logged) == set()
    assert logged == served
    assert set(served.values()) == {1}


def test_one_process_with_the_embedded_worker(teahouse, database):
    """The default installation is killed three times, its worker process alone as well as everything."""
    house = teahouse()
    web = house.start_web()

    with Load(house.port, order, total=ORDERS) as load:
        wait_until(lambda: load.has_reached(ORDERS // 4), "the first orders")
        os.kill(child_of(web.pid), signal.SIGKILL)
        for part in (2, 3):
            wait_until(lambda part=part: load.has_reached(part * ORDERS // 4), "more orders")
            kill(web)
            web = house.start_web()
    wait_until(lambda: database.count(UNFINISHED) == 0, "the last jobs")

    assert_served_once(database, load)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="A second process for jobs is for PostgreSQL.")
def test_web_and_worker_apart_without_a_broker(teahouse, database):
    """`run_worker` is killed in the middle of its jobs, and the web server in the middle of its requests."""
    house = teahouse(EMBEDDED_WORKER="0")
    web = house.start_web()
    worker = house.start("manage.py", "run_worker", "--threads", "2")

    with Load(house.port, order, total=ORDERS) as load:
        for part in (1, 2, 3):
            wait_until(lambda part=part: load.has_reached(part * ORDERS // 4), "more orders")
            kill(worker)
            worker = house.start("manage.py", "run_worker", "--threads", "2")
            if part == 2:
                kill(web)
                web = house.start_web()
    wait_until(lambda: database.count(UNFINISHED) == 0, "the last jobs")

    assert_served_once(database, load)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="Celery workers are for PostgreSQL.")
def test_celery_with_a_broker_that_forgets(teahouse, database, broker):
    """Redis loses all its messages while workers are killed; the table knows what is left to do."""
    house = teahouse(EMBEDDED_WORKER="0", REDIS_URL=broker.url)
    celery = ("-m", "celery", "-A", "builder.celery", "worker", "--concurrency", "2", "--loglevel", "WARNING")
    house.start_web()
    worker = house.start(*celery)

    with Load(house.port, order, total=ORDERS) as load:
        for part in (1, 2):
            wait_until(lambda part=part: load.has_reached(part * ORDERS // 3), "more orders")
            kill(worker)
            broker.forget()
            worker = house.start(*celery)
    wait_until(lambda: database.count(UNFINISHED) == 0, "the last jobs")

    assert_served_once(database, load)


def child_of(pid: int) -> int:
    """Return the process that a server forked."""
    children: list[int] = []

    def has_child() -> bool:
        children[:] = [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return bool(children)

    wait_until(has_child, "the server's process")
    return children[0]
