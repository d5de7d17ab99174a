"""The worker inside the web process."""

from __future__ import annotations

import threading

import pytest

from builder.events import embedded
from builder.events.jobs import JobRequest, enqueue, job
from tests.reliability.processes import run_python


@pytest.fixture(autouse=True)
def _own_worker(settings, tmp_path):
    """Leave no worker behind."""
    settings.DATA_DIR = tmp_path
    yield
    embedded.stop()


@pytest.mark.django_db(transaction=True)
def test_the_worker_starts_once_and_runs_jobs(settings, monkeypatch):
    """Asking again gives the same one."""
    settings.EMBEDDED_WORKER = True
    monkeypatch.setattr(embedded, "GRACE_SECONDS", 0)
    ran = threading.Event()
    job("wake")(lambda running: ran.set())

    mine = embedded.start()
    enqueue(JobRequest(name="wake", key="k"))

    assert mine is embedded.start()
    assert ran.wait(10)
    embedded.stop()
    assert not mine.is_alive()


def test_the_worker_can_be_switched_off(settings):
    """Where jobs run elsewhere."""
    settings.EMBEDDED_WORKER = False

    assert embedded.start() is None


PRELOAD = """
import os, time
import builder.wsgi
from builder.events import embedded

before = embedded._mine is not None
child = os.fork()
if child == 0:
    ok = embedded._mine is not None and embedded._mine.is_alive() and not embedded._belongs_to_children
    os._exit(0 if ok else 1)
status = os.waitpid(child, 0)[1]
print(before, embedded._mine is None, status)
"""

LATER = """
import os, time
import builder.wsgi
from builder.events import embedded

embedded._mine._may_work.set()
while not embedded._mine.is_settled:
    time.sleep(0.01)
child = os.fork()
if child == 0:
    os._exit(0 if embedded._mine is None else 1)
status = os.waitpid(child, 0)[1]
print(embedded._mine.is_alive(), status)
"""


def test_a_server_that_forks_after_loading_leaves_the_work_to_its_children(tmp_path):
    """With gunicorn --preload every worker process has its thread, and the master none."""
    assert "True True 0" == run_python(PRELOAD, data=tmp_path)


def test_a_process_at_work_keeps_its_worker_when_it_forks(tmp_path):
    """And the child, made for something else, starts none."""
    assert "True 0" == run_python(LATER, data=tmp_path)


def test_commands_start_no_worker(tmp_path):
    """Only the doors of a web server do."""
    script = "import django, threading; django.setup(); print(threading.active_count())"

    assert "1" == run_python(script, data=tmp_path)
