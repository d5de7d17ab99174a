"""What is known about a worker that died."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from builder.events import flight


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Give every test its own folder of recorders."""
    settings.DATA_DIR = tmp_path


def run_until_killed(ready):
    """Record job 42, tell the parent, and wait for the end."""
    with flight.recording(), flight.recorded(42):
        ready.set()
        signal.pause()


def test_the_job_of_a_killed_worker_is_found_once():
    """The recorder outlives its process, and is read one time only."""
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    worker = context.Process(target=run_until_killed, args=(ready,))
    worker.start()
    ready.wait(10)
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()

    assert [42] == list(flight.leftovers())
    assert [] == list(flight.leftovers())


def test_the_recorder_of_a_living_worker_is_left_alone():
    """Its job is in good hands."""
    with flight.recording(), flight.recorded(42):
        assert [] == list(flight.leftovers())


def test_a_worker_that_ends_well_leaves_nothing(tmp_path):
    """Not even an empty file."""
    with flight.recording(), flight.recorded(42):
        pass

    assert [] == list((tmp_path / "workers").iterdir())


def test_between_jobs_nothing_is_noted():
    """A worker that dies while idle blames no job."""
    context = multiprocessing.get_context("fork")
    idle = context.Event()

    def rest(ready):
        with flight.recording():
            with flight.recorded(42):
                pass
            ready.set()
            signal.pause()

    worker = context.Process(target=rest, args=(idle,))
    worker.start()
    idle.wait(10)
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()

    assert [] == list(flight.leftovers())


def test_a_thread_without_a_recorder_runs_jobs_all_the_same():
    """Tests and commands do not need one."""
    with flight.recorded(42):
        assert [] == list(flight.leftovers())
