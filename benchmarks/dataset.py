"""The orders that are measured: 20 typed columns, links to customers and people, 5 lines an order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

STATUSES = ("new", "open", "paid", "shipped", "closed")
PEOPLE, CUSTOMERS, LINES = 20, 1000, 5
SOME_DAY = date(2024, 1, 1)


@dataclass
class Shop:
    """An app with customers and orders, an administrator and a member who sees a department's orders."""

    application: Any
    admin: Any
    member: Any
    customer: Any
    order: Any
    model: Any
    lines_model: Any
    spec: Any


def order_fields() -> dict[str, Any]:
    """Return the fields of the order form."""
    options = [{"key": key, "label": key.title()} for key in STATUSES]
    fields: dict[str, Any] = {
        "code": {"type": "text", "indexed": True},
        "status": {"type": "choice", "options": options, "indexed": True},
        "ordered_on": {"type": "date", "indexed": True},
        "amount": {"type": "money", "currency": "EUR"},
        "customer": {"type": "link", "form": "customer"},
        "seller": "member",
        "paid": "checkbox",
        "due_at": "datetime",
        "weight": "number",
        "note": "longtext",
        **{f"text_{number}": "text" for number in range(5)},
        **{f"number_{number}": "number" for number in range(4)},
        "lines": {
            "type": "lines",
            "columns": {
                "item": "text",
                "quantity": "number",
                "price": {"type": "money", "currency": "EUR"},
                "total": {"type": "formula", "expression": "quantity * price", "result": "money", "currency": "EUR"},
            },
        },
        "total": {"type": "formula", "expression": "SUM(lines.total)", "result": "money", "currency": "EUR"},
    }
    return fields


def make_shop(records: int) -> Shop:
    """Build the forms through the services, and fill their tables in bulk."""
    from builder.applications.services.applications import create_application
    from builder.applications.services.roles import create_role
    from builder.models import User
    from builder.organization.services.departments import create_department
    from builder.organization.services.workspace import ensure_workspace, system_user
    from forms_engine.services.forms import create_form
    from forms_engine.services.publishing import publish_form
    from forms_engine.storage import models_for

    ensure_workspace("Bench")
    admin = User.objects.create_user("admin", is_staff=True)
    departments = [create_department(actor=system_user(), name=f"Department {n}") for n in range(10)]
    people = [User.objects.create_user(f"p{n}", department=departments[n % 10]) for n in range(PEOPLE)]
    application = create_application(actor=admin, name="Shop", key="shop")
    forms = {}
    for key, fields in (("customer", {"name": "text", "region": "text"}), ("order", order_fields())):
        form = create_form(actor=admin, application=application, name=key, key=key, document=document_of(fields))
        publish_form(actor=admin, form=form)
        forms[key] = form
    grants = {
        "app": ["use"],
        "forms": {
            "*": {"actions": ["create", "read"], "scope": {"kind": "department"}, "fields": {"text_4": "hidden"}}
        },
    }
    create_role(actor=admin, application=application, key="staff", name="Staff", grants=grants, everyone=True)
    generation = models_for(application)
    customer, order = generation.model(forms["customer"].pk), generation.model(forms["order"].pk)
    spec = generation.spec(forms["order"].pk)
    for form in forms.values():
        form.application = application
    lines = generation.lines_model(forms["order"].pk, spec.fields["lines"].id)
    shop = Shop(application, admin, people[0], forms["customer"], forms["order"], order, lines, spec)
    fill(shop, customer, people, departments, records, generation)
    return shop


def document_of(fields: dict[str, Any]) -> dict[str, Any]:
    """Return a form document with these fields."""

    def prop(settings: Any) -> dict[str, Any]:
        field = {"type": settings} if isinstance(settings, str) else dict(settings)
        columns = field.pop("columns", None)
        inner = {"items": {"properties": {key: prop(one) for key, one in columns.items()}}} if columns else {}
        return {"x-field": field, **inner}

    return {"title": "Bench", "properties": {key: prop(settings) for key, settings in fields.items()}}


def fill(shop: Shop, customer: Any, people: list[Any], departments: list[Any], records: int, generation: Any) -> None:
    """Insert customers, orders and lines in batches, beside every service: only reading is measured on them."""
    chance = random.Random(7)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    system = {"created_at": now, "updated_at": now, "revision": 1}
    people_ids = [one.pk for one in people]

    def owned(form: Any, number: int) -> dict[str, Any]:
        owner = number % PEOPLE
        return {
            **system,
            "number": str(number),
            "created_by_id": people_ids[owner],
            "updated_by_id": people_ids[owner],
            "owner_id": people_ids[owner],
            "department_id": departments[owner % 10].pk,
            "form_version_id": generation.version_id(form.pk),
        }

    names = {key: one.attname for key, one in generation.spec(shop.customer.pk).fields.items()}
    insert(
        customer,
        (
            {**owned(shop.customer, n), names["name"]: f"Customer {n}", names["region"]: f"R{n % 12}"}
            for n in range(CUSTOMERS)
        ),
    )
    customers = list(customer._default_manager.values_list("pk", flat=True))
    at = {key: one.attname for key, one in shop.spec.fields.items() if one.lines is None}
    insert(
        shop.model,
        ({**owned(shop.order, n), **order_values(n, at, chance, customers, people_ids)} for n in range(records)),
    )
    column = {key: one.attname for key, one in shop.spec.fields["lines"].lines.fields.items()}
    ids = shop.model._default_manager.values_list("pk", flat=True).iterator(chunk_size=5000)
    insert(
        shop.lines_model,
        (
            {
                "parent_id": record,
                "position": place,
                column["item"]: f"Item {place}",
                column["quantity"]: Decimal(place + 1),
                column["price"]: Decimal("9.90"),
                column["total"]: Decimal("9.90") * (place + 1),
            }
            for record in list(ids)
            for place in range(LINES)
        ),
    )


def order_values(
    n: int, at: dict[str, str], chance: random.Random, customers: list[int], people: list[int]
) -> dict[str, Any]:
    """Return the column values of one order."""
    return {
        at["code"]: f"C{n:08d}",
        at["status"]: STATUSES[chance.randrange(5)],
        at["ordered_on"]: SOME_DAY + timedelta(days=chance.randrange(900)),
        at["amount"]: Decimal(chance.randrange(1_000_000)) / 100,
        at["customer"]: customers[chance.randrange(len(customers))],
        at["seller"]: people[chance.randrange(len(people))],
        at["paid"]: bool(n % 3),
        at["due_at"]: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n % 500_000),
        at["weight"]: Decimal(n % 1000),
        at["note"]: f"Note about order {n}",
        **{at[f"text_{i}"]: f"text {i} {n % 97}" for i in range(5)},
        **{at[f"number_{i}"]: Decimal((n * (i + 3)) % 1009) for i in range(4)},
        at["total"]: Decimal("148.50"),
    }


def insert(model: Any, rows: Iterator[dict[str, Any]], batch: int = 2000) -> None:
    """Insert rows in batches."""
    while found := [model(**row) for row in itertools.islice(rows, batch)]:
        model._default_manager.bulk_create(found)
