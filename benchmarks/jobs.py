"""Durable jobs: how soon they start and how many run in a second, against the same work done at once.

python -m benchmarks.jobs            # in a new SQLite file
DATABASE_URL=postgres://... python -m benchmarks.jobs    # in that database, which should be empty
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNT = 1000
SAMPLES = 200


def prepare() -> None:
    """Start Django on a database with all tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "builder.settings")
    os.environ["EMBEDDED_WORKER"] = "0"
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = f"sqlite:///{tempfile.mkdtemp()}/jobs.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def listen() -> None:
    """Register an event and a durable receiver that writes one row."""
    from dataclasses import dataclass

    from builder.events import Event, after
    from builder.models import Incident

    @dataclass(frozen=True, kw_only=True)
    class Measured(Event):
        """Something to react to."""

        type = "benchmark.measured"
        number: int
        at_clock: float

    @after(Measured)
    def write_a_row(event: Measured) -> None:
        """Do what the comparison does at once."""
        Incident.objects.create(code="benchmark", message=str(event.number), detail={"waited": waited(event.at_clock)})

    globals()["Measured"] = Measured


def waited(since: float) -> float:
    """Return the milliseconds since a moment; the clock is the same for all processes of a machine."""
    return (time.clock_gettime(time.CLOCK_MONOTONIC) - since) * 1000


def announce_one(number: int) -> None:
    """Announce an event in a transaction of its own."""
    from django.db import transaction

    from builder.events import Actor, Subject, announce

    with transaction.atomic():
        announce(
            globals()["Measured"](
                actor=Actor(kind="system", user_id=None, via="system"),
                subject=Subject(form_id=1, record_id=number),
                number=number,
                at_clock=time.clock_gettime(time.CLOCK_MONOTONIC),
            )
        )


def write_at_once(number: int) -> None:
    """Write the log and the row in one transaction, with no queue between them."""
    from django.db import transaction
    from django.utils import timezone

    from builder.models import EventRow, Incident

    with transaction.atomic():
        EventRow.objects.create(type="benchmark", at=timezone.now(), actor_kind="system", via="system")
        Incident.objects.create(code="benchmark", message=str(number), detail={"waited": 0})


def per_second(work: Callable[[], object], count: int) -> float:
    """Return how many times a second the work is done."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def throughput() -> None:
    """Print jobs a second, and what announcing costs, three times."""
    from builder.events.runner import drain

    for _round in range(3):
        at_once = per_second(lambda: [write_at_once(number) for number in range(COUNT)], COUNT)
        announced = per_second(lambda: [announce_one(number) for number in range(COUNT)], COUNT)
        drained = per_second(drain, COUNT)
        print(f"at once {at_once:6.0f}/s   announced {announced:6.0f}/s   drained {drained:6.0f} jobs/s")


def latency(where: str) -> None:
    """Print how long events wait for their receiver, one by one."""
    from builder.models import Incident

    Incident.objects.filter(code="benchmark").delete()
    for number in range(SAMPLES):
        announce_one(number)
        while not Incident.objects.filter(message=str(number)).exists():
            time.sleep(0.002)
    waits = sorted(one["waited"] for one in Incident.objects.values_list("detail", flat=True))
    print(f"hand-over {where:12s} p50 {statistics.median(waits):6.1f} ms   p95 {waits[int(0.95 * len(waits))]:6.1f} ms")


def main() -> None:
    """Measure."""
    prepare()
    listen()
    from django.db import connection

    from builder.events.worker import Worker

    print(connection.vendor)
    throughput()
    worker = Worker()
    thread = threading.Thread(target=worker.run)
    thread.start()
    latency("same process")
    worker.stop()
    thread.join()
    if connection.vendor == "sqlite":
        return
    other = subprocess.Popen([sys.executable, "-m", "benchmarks.jobs", "worker"], cwd=ROOT)
    latency("run_worker")
    other.terminate()
    other.wait()


def work() -> None:
    """Be the other process: `run_worker` with this module's receiver."""
    prepare()
    listen()
    from django.core.management import call_command

    call_command("run_worker")


if __name__ == "__main__":
    work() if sys.argv[1:] == ["worker"] else main()
