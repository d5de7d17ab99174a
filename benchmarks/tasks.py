"""Tasks in bulk: many closed ones of everybody, some open ones of a few."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.dataset import Shop, insert

PER_PROCESS = 10
STARTED = datetime(2026, 1, 1, tzinfo=UTC)


def make_tasks(shop: Shop, *, closed: int, opened: int) -> None:
    """Insert processes with their tasks beside every service: only the inbox is measured on them."""
    from builder.models import User
    from flow_engine.models import Process, Task
    from flow_engine.services.flows import create_flow, publish_flow

    flow = create_flow(actor=shop.admin, application=shop.application, form=shop.order, name="Approval", key="approval")
    version = publish_flow(actor=shop.admin, flow=flow)
    node = version.document["items"][0]["key"]
    people = list(User.objects.filter(username__startswith="p").values_list("pk", flat=True))
    records = list(shop.model._default_manager.order_by("pk").values_list("pk", flat=True)[: closed // PER_PROCESS])
    common = {"application": shop.application, "flow": flow, "version": version, "form": shop.order}

    def processes() -> Any:
        for n, record in enumerate(records):
            moment = STARTED + timedelta(minutes=n)
            yield {
                **common,
                "record_id": record,
                "title": f"Order {n}",
                "initiator_id": people[n % len(people)],
                "status": "approved",
                "single": False,
                "started_at": moment,
                "changed_at": moment,
            }

    insert(Process, processes())
    ids = list(Process.objects.order_by("pk").values_list("pk", flat=True))

    def task(n: int, process: int, person: int, state: str) -> dict[str, Any]:
        moment = STARTED + timedelta(minutes=n)
        return {
            "process_id": process,
            "application": shop.application,
            "number": n,
            "run": 1,
            "node": node,
            "kind": "main",
            "assignee_id": person,
            "owner_id": person,
            "state": state,
            "title": f"Order {n}",
            "created_at": moment,
            "opened_at": moment,
            "done_at": moment if state == "done" else None,
            "done_by_id": person if state == "done" else None,
        }

    insert(Task, (task(n, ids[n % len(ids)], people[n % len(people)], "done") for n in range(closed)))
    insert(
        Task,
        (task(closed + n, ids[n % len(ids)], people[n % 4], "open") for n in range(opened)),
    )
