"""Published flows for tests, made through the services, on forms made as the product makes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from builder.models import Application, Department, User
from flow_engine.models import Flow, Process, Task
from flow_engine.services.flows import create_flow, publish_flow, save_flow_draft
from forms_engine.models import Form
from forms_engine.services.records import submit_record
from tests.forms_engine.making import make_app, make_department, make_form, make_person, make_role

FIELDS = {
    "subject": {"type": "text", "max_length": 50},
    "amount": {"type": "money", "currency": "CNY"},
    "reason": "longtext",
    "owner_of_budget": "member",
    "cost_center": "text",
}


@dataclass
class Office:
    """An app with a purchase form, and a department with a reporting line: ann -> ben -> chief."""

    app: Application
    form: Form
    department: Department
    admin: User
    ann: User
    ben: User
    chief: User
    carl: User
    dora: User


def make_office() -> Office:
    """Make the office."""
    admin = make_person("admin", is_staff=True, display_name="Admin")
    app = make_app("buying", creator=admin)
    department = make_department("Sales")
    chief = make_person("chief", display_name="Chief", department=department)
    ben = make_person("ben", display_name="Ben", manager=chief, department=department)
    ann = make_person("ann", display_name="Ann", manager=ben, department=department)
    carl = make_person("carl", display_name="Carl")
    dora = make_person("dora", display_name="Dora")
    department.head = chief
    department.save()
    form = make_form(app, "purchase", FIELDS, x_title="{subject}")
    make_role(app, key="staff", purchase={"actions": ["create", "read"], "scope": {"kind": "own"}})
    form.application = app
    return Office(app, form, department, admin, ann, ben, chief, carl, dora)


def make_flow(office: Office, *items: dict[str, Any], start: dict[str, Any] | None = None, **settings: Any) -> Flow:
    """Create and publish a flow with these nodes."""
    flow = create_flow(
        actor=office.admin, application=office.app, form=office.form, key="approval", name={"en": "Approval"}
    )
    document = {**flow.draft, "items": list(items), "settings": settings, "start": start or {}}
    save_flow_draft(actor=office.admin, flow=flow, document=document, base_revision=flow.draft_revision)
    publish_flow(actor=office.admin, flow=flow)
    return flow


def submit(office: Office, actor: User | None = None, **values: Any) -> Process:
    """Submit a purchase, and return the process it started."""
    values = {"subject": "Chairs", "amount": "100.00", **values}
    ref = submit_record(actor=actor or office.ann, form=office.form, values=values)
    return Process.objects.get(form=office.form, record_id=ref.id)


def task_of(process: Process, person: User) -> Task:
    """Return the open task of a person in a process."""
    return Task.objects.get(process=process, assignee=person, state="open")


def waiting(process: Process) -> dict[str, set[str]]:
    """Return who has an open task, by node."""
    found: dict[str, set[str]] = {}
    for node, name in Task.objects.filter(process=process, state="open").values_list("node", "assignee__username"):
        found.setdefault(node, set()).add(name)
    return found


def status_of(process: Process) -> str:
    """Return where a process stands."""
    return str(Process.objects.get(pk=process.pk).status)


def person_node(key: str, *people: User, **settings: Any) -> dict[str, Any]:
    """Return an approve node for named people."""
    return {
        "key": key,
        "kind": "approve",
        "name": {"en": key.title()},
        "who": [{"by": "person", "ids": [one.pk for one in people]}],
        **settings,
    }


def drop_records() -> None:
    """Drop the tables of records, which emptying the database between tests does not know."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name.startswith("r_")]
        cascade = " CASCADE" if connection.vendor == "postgresql" else ""
        for name in sorted(names, reverse=True):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}{cascade}")


MANAGER = {"key": "head", "kind": "approve", "name": {"en": "Manager"}, "who": [{"by": "manager"}]}
