"""Start the product in processes of its own, as an operator would, and take them down the hard way."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_WAIT = 120.0


INHERITED_NOT = frozenset({"REDIS_URL", "DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"})


def environment(data: Path, **values: str) -> dict[str, str]:
    """Return the variables for a process whose data lies in `data`."""
    return {
        **{key: value for key, value in os.environ.items() if key not in INHERITED_NOT},
        "DJANGO_SETTINGS_MODULE": "builder.settings",
        "PYTHONPATH": str(ROOT),
        "DATA_DIR": str(data),
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "EMBEDDED_WORKER": "1",
        **values,
    }


def run_python(script: str, *, data: Path, **values: str) -> str:
    """Run a script in a fresh interpreter and return what it printed."""
    return _run([sys.executable, "-c", script], environment(data, **values))


def wait_until(condition: Callable[[], bool], what: str, seconds: float = LONGEST_WAIT) -> None:
    """Wait for something that other processes bring about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"Waited {seconds} s for {what}."
        time.sleep(0.05)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """One installation with its data, and the processes that run it."""

    def __init__(self, data: Path, **values: str) -> None:
        self.port = free_port()
        self.data = data
        self.settings = values
        self.environment = environment(data, BIND=f"127.0.0.1:{self.port}", **values)
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log = (data / "processes.log").open("ab")

    @property
    def address(self) -> str:
        """Return where the web server listens."""
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end and return what it printed."""
        return _run([sys.executable, "manage.py", *arguments], self.environment)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a Python process, with a process group of its own so that it can be killed with its children."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def start_web(self) -> subprocess.Popen[bytes]:
        """Start the web server, and wait until it listens."""
        web = self.start("-m", "gunicorn", "-c", "python:builder.server")
        wait_until(self.is_listening, "the web server")
        return web

    def is_listening(self) -> bool:
        """Say whether somebody answers at the address."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def told(self) -> str:
        """Return what the processes printed, for messages of failed tests."""
        return (self.data / "processes.log").read_text(encoding="utf-8", errors="replace")[-6000:]

    def close(self) -> None:
        """Leave no process behind."""
        for process in self._processes:
            kill(process)
        self._log.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its children at once, as a power cut would."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ask a process to stop, as an operator would, and return its exit code."""
    process.terminate()
    return process.wait(LONGEST_WAIT)


def _run(command: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=4 * LONGEST_WAIT, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout.strip()
