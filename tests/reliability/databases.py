"""Databases for installations under test, and questions to them from outside."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection


class Database:
    """One database that processes under test share; tests ask it in plain SQL."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        if self.url.startswith("sqlite"):
            with closing(sqlite3.connect(self.name, timeout=20)) as source:
                return source.execute(query).fetchall()
        with _server(self.name) as source:
            return source.execute(query.encode()).fetchall()

    def count(self, query: str) -> int:
        """Return the number a query answers."""
        return int(self.ask(query)[0][0])


@contextmanager
def fresh_database(folder: Path) -> Iterator[Database]:
    """Make an empty database of the kind that this test run uses."""
    if connection.vendor == "sqlite":
        path = folder / "millrace.sqlite3"
        yield Database(f"sqlite:///{path}", str(path))
        return
    name = f"{settings.DATABASES['default']['TEST']['NAME']}_{os.getpid()}_kill"
    with _server("postgres") as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name}".encode())
    values = connection.settings_dict
    password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
    port = f":{values['PORT']}" if values["PORT"] else ""
    try:
        yield Database(f"postgres://{values['USER']}{password}@{values['HOST']}{port}/{name}", name)
    finally:
        with _server("postgres") as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


@contextmanager
def _server(database: str) -> Iterator[psycopg.Connection[Any]]:
    values = connection.settings_dict
    with psycopg.connect(
        host=values["HOST"],
        port=values["PORT"] or None,
        user=values["USER"],
        password=values["PASSWORD"] or None,
        dbname=database,
        autocommit=True,
    ) as server:
        yield server
