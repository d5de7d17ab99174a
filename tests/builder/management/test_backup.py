"""Backups."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from builder.models import Workspace

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_copy_has_what_was_committed(tmp_path):
    """It is a database of its own; PostgreSQL's is left to pg_dump."""
    Workspace.objects.create(name="Ours")
    target = tmp_path / "copy.sqlite3"
    if connection.vendor != "sqlite":
        with pytest.raises(CommandError, match="pg_dump"):
            call_command("backup", str(target))
        return

    call_command("backup", str(target))

    with closing(sqlite3.connect(target)) as copy:
        assert ("Ours",) in copy.execute("SELECT name FROM builder_workspace").fetchall()


def test_an_existing_file_is_not_overwritten(tmp_path):
    """Yesterday's backup stays."""
    target = tmp_path / "copy.sqlite3"
    target.touch()

    with pytest.raises(CommandError):
        call_command("backup", str(target))
