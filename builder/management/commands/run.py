"""Start everything with one command."""

from __future__ import annotations

import io
import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from builder.applications.demo import PASSWORD, PEOPLE
from builder.catalogues import compile_stale
from builder.models import User


class Command(BaseCommand):
    """Prepare what is missing, then become the web server, which carries the embedded worker."""

    help = "Migrate, translate, collect static files, load the demo on the first start, and serve."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to listen, and whether an empty database gets the demo."""
        parser.add_argument("--host", default=os.environ.get("HOST_ADDRESS", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument(
            "--no-demo", action="store_true", help="Leave an empty database empty; so does a SECRET_KEY of your own."
        )

    def handle(self, *_args: Any, host: str, port: int, no_demo: bool, **_options: Any) -> None:
        """Prepare and serve."""
        _require_free(host, port)
        _keep_secret_key()
        compile_stale(Path(folder) for folder in settings.LOCALE_PATHS)
        self._migrate()
        if not (no_demo or "SECRET_KEY" in os.environ):
            self._load_demo()
        self._collect_static_files()
        address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}/"  # noqa: S104
        connections.close_all()
        self.stdout.write("Starting ...")
        self.stdout.flush()
        _become_server(f"{host}:{port}", self._greeting(address))

    def _migrate(self) -> None:
        try:
            executor = MigrationExecutor(connection)
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)

    def _load_demo(self) -> None:
        unfinished = settings.DATA_DIR / "demo.unfinished"
        if unfinished.exists() or not User.objects.filter(is_system=False).exists():
            self.stdout.write("Loading the demo ...")
            unfinished.touch()
            call_command("load_demo", force=True, stdout=io.StringIO())
            unfinished.unlink()

    def _collect_static_files(self) -> None:
        if settings.DEBUG:
            return
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        state = _state_of_static_files()
        if not stamp.exists() or stamp.read_text(encoding="utf-8") != state:
            self.stdout.write("Collecting static files ...")
            call_command("collectstatic", interactive=False, verbosity=0)
            stamp.write_text(state, encoding="utf-8")

    def _greeting(self, address: str) -> str:
        lines = [f"Millrace is ready: {self.style.SUCCESS(address)}", *_sign_ins(), "Stop with Ctrl+C."]
        return "\n".join(lines)


def _sign_ins() -> list[str]:
    """Say how to sign in, as long as the demo's public password still works."""
    known = User.objects.filter(username__in=[one.username for one in PEOPLE], is_active=True)
    administrator = known.filter(is_staff=True).first()
    if administrator is None or not administrator.check_password(PASSWORD):
        return []
    others = ", ".join(user.username for user in known.filter(is_staff=False).order_by("id"))
    return [f"Sign in as {administrator.username} (administrator), {others}.", f"The password is {PASSWORD}."]


def _require_free(host: str, port: int) -> None:
    """Say what to do about a busy port before anything is prepared."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} is not free. Choose another one: PORT={port + 1} make run"
            ) from error


def _keep_secret_key() -> None:
    """Make a key for this installation once, unless the environment brings one."""
    if settings.SECRET_KEY != settings.DEVELOPMENT_KEY:
        return
    key = secrets.token_urlsafe(50)
    # Nobody else may read it, not even for the moment before a chmod.
    with open(
        settings.SECRET_KEY_FILE, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)
    ) as file:
        file.write(key)
    settings.SECRET_KEY = key


def _state_of_static_files() -> str:
    """Describe all static files, so that unchanged ones are not collected again."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            lines.append(f"{path} {file.st_size} {file.st_mtime_ns}")
    return "\n".join(sorted(lines))


def _become_server(bind: str, greeting: str) -> None:
    """Replace this process, so that signals reach the server and nothing of the preparation stays in memory."""
    sys.stdout.flush()
    environment = {**os.environ, "BIND": bind, "GREETING": greeting}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:builder.server"]
    os.chdir(settings.BASE_DIR)
    os.execve(sys.executable, command, environment)  # noqa: S606 -- our own interpreter and arguments
