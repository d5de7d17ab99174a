"""Measure records and the inbox on the database of the environment; the last line printed is JSON.

python -m benchmarks.product 100000
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

from benchmarks.dataset import Shop, make_shop
from benchmarks.timing import in_turns, row


def prepare() -> None:
    """Start Django on an empty database and create its tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "builder.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fetch(sql: str, params: list[Any]) -> list[Any]:
    """Return the rows of a statement as tuples."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def pages(shop: Shop) -> list[dict[str, str]]:
    """Measure a filtered and sorted page of 50, as administrator and as member."""
    import orjson

    from forms_engine.selectors.records import RecordQuery, list_records

    model, spec = shop.model, shop.spec
    quoted = model._meta.db_table
    columns = ", ".join(
        f'"{field.column}"' for field in model._meta.concrete_fields if field.name not in ("search", "deleted_at")
    )
    status, ordered = spec.fields["status"].attname, spec.fields["ordered_on"].attname
    where = f'"{status}" = %s AND deleted_at IS NULL'
    sql = f'SELECT {columns} FROM "{quoted}" WHERE {where} ORDER BY "{ordered}" DESC, id DESC LIMIT 51'

    def raw() -> bytes:
        return orjson.dumps(fetch(sql, ["open"]), default=str)

    def ours_as(actor: Any) -> Callable[[], bytes]:
        query = RecordQuery(filter='status == "open"', sort=["-ordered_on"], limit=50)
        return lambda: orjson.dumps(list_records(actor, shop.order, query).as_dict(), default=str)

    admin, theirs = in_turns(ours_as(shop.admin), raw, 60)
    member, again = in_turns(ours_as(shop.member), ours_as(shop.admin), 60)
    return [
        row("page of 50, filter and sort, to JSON", "the same SQL to tuples to JSON", admin, theirs),
        row("the same page as a member with row scope and mask", "as administrator", member, again),
    ]


def deep_page(shop: Shop, records: int) -> list[dict[str, str]]:
    """Measure a page far behind the first one, by its cursor."""
    from forms_engine.selectors.records import RecordQuery, list_records

    first = RecordQuery(sort=["code"], limit=50)
    code = f"C{records * 9 // 10:08d}"
    near = list_records(shop.admin, shop.order, RecordQuery(filter=f'code >= "{code}"', sort=["code"], limit=50))
    deep = RecordQuery(sort=["code"], limit=50, cursor=near.next_cursor)

    def page(query: Any) -> Callable[[], Any]:
        return lambda: list_records(shop.admin, shop.order, query)

    ours, theirs = in_turns(page(deep), page(first), 40)
    return [row("page of 50 at nine tenths of the table", "the first page", ours, theirs)]


def aggregate(shop: Shop) -> list[dict[str, str]]:
    """Measure the sum by month and choice."""
    from django.db import connection

    from forms_engine.selectors.aggregates import AggregateSpec, Dimension, Measure, aggregate_records

    spec, quoted = shop.spec, shop.model._meta.db_table
    ordered, status, amount = (spec.fields[key].attname for key in ("ordered_on", "status", "amount"))
    month = f"date_trunc('month', \"{ordered}\")" if connection.vendor == "postgresql" else f'substr("{ordered}", 1, 7)'
    sql = (
        f'SELECT {month}, "{status}", SUM("{amount}") FROM "{quoted}" WHERE deleted_at IS NULL '
        "GROUP BY 1, 2 ORDER BY 1, 2"
    )
    question = AggregateSpec(
        dimensions=[Dimension(field="ordered_on", grain="month"), Dimension(field="status")],
        measures=[Measure(fn="sum", field="amount")],
    )
    ours, theirs = in_turns(lambda: aggregate_records(shop.admin, shop.order, question), lambda: fetch(sql, []), 12)
    return [row("sum by month and choice", "the same SQL", ours, theirs)]


def submits(shop: Shop) -> list[dict[str, str]]:
    """Measure one submit with five lines against six plain inserts by the ORM."""
    from django.db import transaction
    from django.utils import timezone

    from forms_engine.services.records import submit_record

    rows = [{"item": f"Item {n}", "quantity": n + 1, "price": "9.90"} for n in range(5)]
    values = {"code": "NEW", "status": "open", "ordered_on": "2026-05-05", "amount": "12.00", "lines": rows}
    at = {key: one.attname for key, one in shop.spec.fields.items() if one.lines is None}
    column = {key: one.attname for key, one in shop.spec.fields["lines"].lines.fields.items()}
    sample = shop.model._default_manager.order_by("pk").first()

    @transaction.atomic
    def plain() -> None:
        now = timezone.now()
        record = shop.model._default_manager.create(
            number="x",
            created_at=now,
            updated_at=now,
            created_by_id=shop.admin.pk,
            updated_by_id=shop.admin.pk,
            owner_id=shop.admin.pk,
            revision=1,
            form_version_id=sample.form_version_id,
            **{at["code"]: "NEW", at["status"]: "open", at["ordered_on"]: date(2026, 5, 5), at["amount"]: "12.00"},
        )
        for place in range(5):
            shop.lines_model._default_manager.create(
                parent_id=record.pk,
                position=place,
                **{column["item"]: f"Item {place}", column["quantity"]: place + 1, column["price"]: "9.90"},
            )

    def ours() -> Any:
        return submit_record(actor=shop.admin, form=shop.order, values=values)

    mine, theirs = in_turns(ours, plain, 80)
    return [row("submit with 5 lines: checks, formulas, history, event", "6 plain inserts by the ORM", mine, theirs)]


def bulk_load(shop: Shop, rows: int) -> list[dict[str, str]]:
    """Measure an import of a CSV file against bulk inserts of its clean rows."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.utils import timezone

    from benchmarks.dataset import insert
    from forms_engine.services.importing import run_import
    from forms_engine.services.imports import plan_of, start_import, upload_import
    from forms_engine.storage import models_for

    keys = ["code", "status", "ordered_on", "amount", "paid", "weight", "text_0", "text_1", "number_0", "number_1"]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(keys)
    for n in range(rows):
        day = (date(2026, 1, 1) + timedelta(days=n % 300)).isoformat()
        writer.writerow([f"I{n}", "open", day, f"{n % 9999}.50", "yes", n % 100, f"a {n}", f"b {n}", n % 7, n % 11])
    content = text.getvalue().encode()
    at = {key: one.attname for key, one in shop.spec.fields.items() if one.lines is None}
    version = models_for(shop.application).version_id(shop.order.pk)

    def ours() -> None:
        upload = SimpleUploadedFile("orders.csv", content, content_type="text/csv")
        batch = upload_import(actor=shop.admin, application=shop.application, upload=upload, form=shop.order)
        plan = {"columns": {str(index): {"field": key} for index, key in enumerate(keys)}, "header_row": 0}
        start_import(actor=shop.admin, batch=batch, plan=plan)
        run_import(batch, plan_of(batch), lambda _progress: None)

    def plain() -> None:
        now = timezone.now()
        system = {"created_at": now, "updated_at": now, "revision": 1, "number": "x", "form_version_id": version}
        people = {"created_by_id": shop.admin.pk, "updated_by_id": shop.admin.pk, "owner_id": shop.admin.pk}
        read = csv.DictReader(io.StringIO(content.decode()))
        insert(
            shop.model,
            (
                {**system, **people, **{at[key]: True if key == "paid" else value for key, value in one.items()}}
                for one in read
            ),
        )

    mine, theirs = in_turns(ours, plain, 3)
    return [row(f"import of {rows:,} rows from CSV: checks, history", "bulk inserts of the clean rows", mine, theirs)]


def inbox(shop: Shop) -> list[dict[str, str]]:
    """Measure the inbox page of a person among 100,000 closed and 1,000 open tasks."""
    from benchmarks.tasks import make_tasks
    from flow_engine.models import Task
    from flow_engine.selectors.inbox import count_todo, todo

    make_tasks(shop, closed=100_000, opened=1_000)
    table = Task._meta.db_table
    page = (
        f'SELECT id, title, process_id, opened_at FROM "{table}" '
        "WHERE assignee_id = %s AND state = 'open' ORDER BY opened_at DESC, id DESC LIMIT 21"
    )
    badge = f"SELECT COUNT(*) FROM \"{table}\" WHERE assignee_id = %s AND state = 'open'"
    person = shop.member
    ours, theirs = in_turns(lambda: todo(actor=person, limit=20, cursor=None), lambda: fetch(page, [person.pk]), 60)
    counted, by_hand = in_turns(lambda: count_todo(person), lambda: fetch(badge, [person.pk]), 60)
    return [
        row("inbox page of 20 with titles, people, steps", "one SELECT of the open tasks", ours, theirs),
        row("inbox badge", "the same COUNT", counted, by_hand),
    ]


def main() -> None:
    """Measure everything and print it."""
    records = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    prepare()
    from django.db import connection

    shop = make_shop(records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = [*pages(shop), *deep_page(shop, records), *aggregate(shop), *submits(shop), *inbox(shop)]
    found += bulk_load(shop, 20_000)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
