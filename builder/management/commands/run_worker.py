"""Run background work in a process of its own, without a broker."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from builder.events.worker import Worker


class Command(BaseCommand):
    """Look into the job table until told to stop."""

    help = "Run jobs until SIGTERM or Ctrl+C; the running job is finished first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how many and how often."""
        parser.add_argument("--threads", type=int, default=1, help="Jobs at a time; more than one needs PostgreSQL.")
        parser.add_argument("--poll", type=float, default=0.1, help="Seconds between two looks into the table.")

    def handle(self, *_args: Any, threads: int, poll: float, **_options: Any) -> None:
        """Run one worker here and the others in threads."""
        if connection.vendor == "sqlite":
            threads = 1
        workers = [Worker(poll) for _each in range(threads)]

        def stop(*_signal: Any) -> None:
            for worker in workers:
                worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        others = [threading.Thread(target=worker.run, name="worker") for worker in workers[1:]]
        for other in others:
            other.start()
        self.stdout.write(f"Running jobs, {threads} at a time. Stop with Ctrl+C.")
        workers[0].run()
        for other in others:
            other.join()
        self.stdout.write("Stopped.")
