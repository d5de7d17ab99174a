"""Copy the SQLite database while it is in use."""

from __future__ import annotations

import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """Write a consistent copy, as of one moment, without stopping anybody."""

    help = "Copy the SQLite database to a file while the product runs. For PostgreSQL use pg_dump."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to."""
        parser.add_argument("target", type=Path)

    def handle(self, *_args: Any, target: Path, **_options: Any) -> None:
        """Copy, and check the copy."""
        if connection.vendor != "sqlite":
            raise CommandError("This copies SQLite databases. For PostgreSQL use pg_dump.")
        if target.exists():
            raise CommandError(f"{target} exists already.")
        connection.ensure_connection()
        with closing(sqlite3.connect(target)) as copy:
            connection.connection.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise CommandError(f"The copy {target} is damaged; is the disk full?")
        self.stdout.write(f"Wrote {target}.")
