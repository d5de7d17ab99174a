"""Expressions against stock rule-engine and against SQL written by hand, as ratios.

python -m benchmarks.expressions                 # Python back end, parsing, start-up
DATABASE_URL=postgres://... python -m benchmarks.expressions [rows]   # also conditions over a table of its own
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
RULES = {
    "status and amount": 'status == "open" and amount > 1000',
    "price formula": "amount * (1 - discount / 100) + freight",
    "not followed for 30 days": 'last < $now - t"P30D" and status != "closed"',
    "list and pattern": 'country in ["CN", "US", "DE"] and email =~ ".*@example[.]com$"',
    "tiers": 'amount > 100000 ? "A" : (amount > 50000 ? "B" : (amount > 10000 ? "C" : "D"))',
}
BY_HAND = {
    "status and amount": "status = 'open' AND amount > 1000",
    "not followed for 30 days": "last < '2024-05-02T00:00:00Z' AND status IS DISTINCT FROM 'closed'",
    "one indexed day": "last > '2024-05-31T00:00:00Z' AND amount > 100000",
    "formula": "amount * (1 - discount / 100) + freight > 150000",
}
CONDITIONS = {
    "status and amount": RULES["status and amount"],
    "not followed for 30 days": RULES["not followed for 30 days"],
    "one indexed day": 'last > NOW() - t"P1D" and amount > 100000',
    "formula": "amount * (1 - discount / 100) + freight > 150000",
}
LIMITS = {"python": 8.0, "sql": 1.3, "compile": 1.0, "start": 50.0}


def records(count: int = 200) -> list[dict[str, Any]]:
    """Return records without blanks: stock rule-engine would raise."""
    rnd = random.Random(1)
    return [
        {
            "status": rnd.choice(["open", "closed", "won"]),
            "amount": Decimal(rnd.randint(0, 200000)),
            "discount": Decimal(rnd.randint(0, 50)),
            "freight": Decimal("12.5"),
            "last": NOW - dt.timedelta(days=rnd.randint(0, 90)),
            "country": rnd.choice(["CN", "US", "FR", "BR"]),
            "email": rnd.choice(["a@example.com", "b@other.org", "long.name+tag@example.com"]),
        }
        for _number in range(count)
    ]


def per_second(run: Callable[[dict[str, Any]], Any], rows: list[dict[str, Any]], rounds: int = 5) -> float:
    """Return evaluations per second of processor time, the median of some rounds."""
    found = []
    for _round in range(rounds):
        count, start = 0, time.process_time()
        while (spent := time.process_time() - start) < 0.1:
            for row in rows:
                run(row)
            count += len(rows)
        found.append(count / spent)
    return statistics.median(found)


def measure_python() -> None:
    """Compare one record at a time with stock rule-engine, typed and warm."""
    from builder.expressions import DateTime, Env, Number, Schema, Text, compile_expression

    schema = Schema(
        {
            "status": Text,
            "amount": Number,
            "discount": Number,
            "freight": Number,
            "last": DateTime,
            "country": Text,
            "email": Text,
        }
    )
    env, rows, ratios, compiling = Env(NOW), records(), [], []
    print(f"{'Python back end':28} {'ours/s':>12} {'stock/s':>12} {'ratio':>7}")
    stock = stock_rates()
    for name, text in RULES.items():
        expression = compile_expression(text, schema)
        ours = per_second(functools.partial(evaluate, expression, env), rows)
        ratios.append(ours / stock[name])
        compiling.append(milliseconds(functools.partial(compile_expression, text, schema)))
        print(f"{name:28} {ours:12,.0f} {stock[name]:12,.0f} {ratios[-1]:7.1f}")
    report("median ratio to stock rule-engine", statistics.median(ratios), LIMITS["python"], more=True)
    report("compile, ms (worst of the five)", max(compiling), LIMITS["compile"])


def evaluate(expression: Any, env: Any, row: dict[str, Any]) -> Any:
    """Evaluate one record."""
    return expression.evaluate(row, env)


def stock_rates() -> dict[str, float]:
    """Return what stock rule-engine does, measured in a process of its own: ours loads only its grammar."""
    code = (
        "import json, sys, datetime as dt\n"
        "from benchmarks.expressions import NOW, RULES, per_second, records\n"
        "from rule_engine import Context, DataType as T, Rule\n"
        "kinds = dict(status=T.STRING, amount=T.FLOAT, discount=T.FLOAT, freight=T.FLOAT, last=T.DATETIME,"
        " country=T.STRING, email=T.STRING)\n"
        "rows = records()\n"
        "make = lambda text: Rule(text, context=Context(default_timezone='utc', type_resolver=kinds))\n"
        "print(json.dumps({name: per_second(make(text).evaluate, rows) for name, text in RULES.items()}))\n"
    )
    import json

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def milliseconds(run: Callable[[], Any], times: int = 30) -> float:
    """Return the median duration of a call."""
    found = []
    for _number in range(times):
        start = time.process_time()
        run()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def measure_start() -> None:
    """Measure the first parse of a process, beyond what Python itself and the libraries cost to load."""
    code = (
        "import time, dateutil.parser, typing, decimal, re2, difflib, importlib.util\n"
        "import builder.expressions\n"
        "start = time.process_time()\n"
        "from builder.expressions import Number, Schema, compile_expression\n"
        "compile_expression('a + 1', Schema({'a': Number}))\n"
        "print((time.process_time() - start) * 1000)\n"
    )
    found = [
        float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _number in range(5)
    ]
    report("first expression of a process, ms", statistics.median(found), LIMITS["start"])


def report(name: str, value: float, limit: float, *, more: bool = False) -> None:
    """Print a figure with its limit."""
    good = value >= limit if more else value <= limit
    print(f"{name:40} {value:8.2f}  {'>=' if more else '<='} {limit:g}  {'ok' if good else 'MISSED'}")


def measure_sql(count: int) -> None:
    """Compare conditions over a table with the same written by hand (PostgreSQL)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "builder.settings")
    import django

    django.setup()
    from django.db import connection

    if connection.vendor != "postgresql":
        print("Conditions over a table are measured on PostgreSQL: set DATABASE_URL.")
        return
    with connection.cursor() as cursor:
        fill(cursor, count)
        for name, text in CONDITIONS.items():
            ours = compiled_where(text)
            # In turns, and the best of each: another process's work must not fall on one of the two.
            rounds = [(timed(cursor, BY_HAND[name], []), timed(cursor, *ours)) for _again in range(7)]
            if len({found for pair in rounds for found, _seconds in pair}) != 1:
                raise SystemExit(f"{name}: the counts differ.")
            by_hand, by_us = (min(pair[side][1] for pair in rounds) for side in (0, 1))
            print(f"{name:28} by hand {by_hand * 1000:9.1f} ms   compiled {by_us * 1000:9.1f} ms")
            report(f"  ratio ({rounds[0][0][0]:,} of {count:,} rows)", by_us / by_hand, LIMITS["sql"])
        cursor.execute("DROP TABLE benchmark_deal")


def fill(cursor: Any, count: int) -> None:
    """Make the table."""
    cursor.execute("DROP TABLE IF EXISTS benchmark_deal")
    cursor.execute(
        "CREATE TABLE benchmark_deal AS SELECT i::bigint AS id,"
        " (ARRAY['open','closed','won',NULL])[1 + i %% 4] AS status,"
        " CASE WHEN i %% 17 = 0 THEN NULL ELSE round((random() * 200000)::numeric, 2) END AS amount,"
        " CASE WHEN i %% 11 = 0 THEN NULL ELSE round((random() * 50)::numeric, 2) END AS discount, 12.50 AS freight,"
        " CASE WHEN i %% 13 = 0 THEN NULL ELSE timestamptz '2024-06-01' - random() * 90 * interval '1 day' END AS last"
        " FROM generate_series(1, %s) i",
        [count],
    )
    cursor.execute("CREATE INDEX ON benchmark_deal (last)")
    cursor.execute("VACUUM ANALYZE benchmark_deal")
    cursor.execute("SET max_parallel_workers_per_gather = 0")


def compiled_where(text: str) -> tuple[str, list[Any]]:
    """Return the compiled condition's SQL."""
    from django.apps.registry import Apps
    from django.db import models
    from django.db.models import F

    from builder.expressions import Boolean, DateTime, Env, Number, Schema, Text, compile_expression
    from builder.expressions.binding import Column

    numbers: dict[str, Any] = {
        name: models.DecimalField(max_digits=20, decimal_places=2) for name in ("amount", "discount", "freight")
    }
    meta = type("Meta", (), {"apps": Apps(), "app_label": "benchmark", "db_table": "benchmark_deal"})
    fields = {**numbers, "status": models.TextField(), "last": models.DateTimeField()}
    deal: Any = type("Deal", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})

    class Columns:
        """Finds the columns under their own names."""

        def column(self, path: tuple[str, ...]) -> Column:
            """Return the column."""
            return Column(F(path[0]))

        def rows(self, path: tuple[str, ...]) -> Any:
            """There are none."""
            raise LookupError(path)

    kinds = {"status": Text, "last": DateTime, **dict.fromkeys(numbers, Number)}
    condition = compile_expression(text, Schema(kinds), Boolean).q(Columns(), Env(NOW))
    sql, params = deal._default_manager.filter(condition).values("pk").query.sql_with_params()
    return sql.split(" WHERE ", 1)[1], list(params)


def timed(cursor: Any, where: str, params: list[Any]) -> tuple[int, float]:
    """Return how many rows a condition keeps, and the seconds it took."""
    start = time.perf_counter()
    cursor.execute(f"SELECT count(*) FROM benchmark_deal WHERE {where}", params or None)
    (found,) = cursor.fetchone()
    return found, time.perf_counter() - start


if __name__ == "__main__":
    measure_python()
    measure_start()
    measure_sql(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
