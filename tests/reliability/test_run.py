"""One command starts everything, and Ctrl+C stops everything."""

from __future__ import annotations

import http.client
import signal
import socket

import pytest
from django.core.management import CommandError, call_command

from builder.management.commands import run

from .processes import Installation, wait_until

pytestmark = pytest.mark.kill


@pytest.fixture
def newcomer(tmp_path):
    """Return a fresh installation without any setting, as after a clone."""
    installation = Installation(tmp_path)
    for name in ("SECRET_KEY", "EMBEDDED_WORKER"):
        del installation.environment[name]
    yield installation
    installation.close()


def status_of(installation: Installation, path: str) -> int:
    """Return how the server answers a page."""
    client = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=30)
    client.request("GET", path)
    return client.getresponse().status


def start(installation: Installation):
    """Run `manage.py run` until it says that it is ready."""
    already = installation.told().count("is ready")
    process = installation.start("manage.py", "run", "--port", str(installation.port))
    wait_until(lambda: installation.told().count("is ready") > already or process.poll() is not None, "the greeting")
    return process


def test_a_newcomer_starts_stops_and_starts_again(newcomer):
    """The demo is there, the key is a secret, the sign-ins are printed, and the second start repeats nothing."""
    first = start(newcomer)
    told = newcomer.told()
    assert 200 == status_of(newcomer, "/signin/"), told
    assert "Sign in as admin" in told
    assert "Loading the demo" in told
    key = newcomer.data / "secret.key"
    assert 0o600 == key.stat().st_mode & 0o777
    assert len(key.read_text()) > 50

    first.send_signal(signal.SIGINT)
    assert 0 == first.wait(30)
    wait_until(lambda: not newcomer.is_listening(), "the end of the server")

    second = start(newcomer)
    assert 200 == status_of(newcomer, "/signin/")
    assert 1 == newcomer.told().count("Loading the demo") == newcomer.told().count("Collecting static files")
    assert 2 == newcomer.told().count("Sign in as admin")
    second.terminate()
    assert 0 == second.wait(30)


def test_a_busy_port_is_said_at_once():
    """With the way out."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="make run"):
            call_command("run", "--port", str(other.getsockname()[1]))


def test_the_server_becomes_this_process(monkeypatch):
    """So that signals reach it."""
    calls = []
    monkeypatch.setattr(run.os, "execve", lambda *arguments: calls.append(arguments))
    monkeypatch.setattr(run.os, "chdir", lambda folder: None)

    run._become_server("127.0.0.1:9", "Hello.")

    assert ("127.0.0.1:9", "Hello.") == (calls[0][2]["BIND"], calls[0][2]["GREETING"])
