"""Every benchmark of records and the inbox, on SQLite and PostgreSQL, in one command.

python -m benchmarks            # 100,000 records
python -m benchmarks --long     # 1,000,000 records
python -m benchmarks --write    # also write the results into docs/explanation/performance.md

PostgreSQL is measured where BENCH_DATABASE_URL (or the server on its standard port) lets a scratch database be made.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"
SCRATCH = "millrace_benchmarks"


def measure(url: str, records: int) -> list[dict[str, Any]]:
    """Run the measurements in a process of their own on one database."""
    environment = {**os.environ, "DATABASE_URL": url, "EMBEDDED_WORKER": "0", "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "benchmarks.product", str(records)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    rows: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return rows


def on_postgresql(records: int) -> list[dict[str, Any]] | None:
    """Measure on a scratch database, or say that there is no server."""
    server = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        print(f"PostgreSQL was not measured: {error}", file=sys.stderr)
        return None
    with connection:
        connection.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {SCRATCH}")
        try:
            return measure(server.rsplit("/", 1)[0] + f"/{SCRATCH}", records)
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")


def table(results: dict[str, list[dict[str, Any]]], records: int) -> str:
    """Return the results as a table in Markdown."""
    today = f"{datetime.now(tz=UTC):%Y-%m-%d}"
    about = f"{today}, {records:,} records, Python {platform.python_version()}, {os.cpu_count()} cores"
    lines = [
        about,
        "",
        "| work | against | database | ours | theirs | ratio |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for database, rows in results.items():
        lines += [
            f"| {row['work']} | {row['against']} | {database} | {row['ours']} | {row['theirs']} | {row['ratio']} |"
            for row in rows
        ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--records", type=int)
    asked = parser.parse_args()
    records = asked.records or (1_000_000 if asked.long else 100_000)
    with tempfile.TemporaryDirectory() as folder:
        results = {"SQLite": measure(f"sqlite:///{folder}/bench.sqlite3", records)}
    found = on_postgresql(records)
    if found is not None:
        results["PostgreSQL"] = found
    text = table(results, records)
    print(text)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        head, rest = page.split(BEGIN)
        PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
