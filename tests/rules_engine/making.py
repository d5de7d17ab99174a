"""Published rules for tests, made through the services."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from builder.models import Application, User
from forms_engine.models import Form
from forms_engine.services.records import submit_record
from rules_engine.models import Rule
from rules_engine.services.rules import create_rule, publish_rule, save_rule_draft
from tests.forms_engine.making import make_app, make_form, make_person

ITEMS = {
    "type": "lines",
    "columns": {"item": "text", "quantity": "number", "price": {"type": "money", "currency": "EUR"}},
}


@dataclass
class Shop:
    """An app in which requests become orders."""

    app: Application
    admin: User
    ann: User
    request: Form
    order: Form


def make_shop() -> Shop:
    """Make the shop."""
    admin = make_person("admin", is_staff=True, display_name="Admin")
    ann = make_person("ann", is_staff=True, display_name="Ann")
    app = make_app("shop", creator=admin)
    request = make_form(
        app,
        "request",
        {"subject": "text", "total": {"type": "money", "currency": "EUR"}, "buyer": "member", "items": ITEMS},
    )
    order = make_form(
        app,
        "order",
        {"request": {"type": "link", "form": "request"}, "note": "text", "on": "date", "lines": ITEMS},
    )
    app.refresh_from_db()
    request.application = order.application = app
    return Shop(app, admin, ann, request, order)


def make_rule(shop: Shop, *steps: dict[str, Any], key: str = "rule", **document: Any) -> Rule:
    """Create and publish a rule about requests."""
    rule = create_rule(actor=shop.admin, application=shop.app, name=key, form_key="request", key=key)
    numbered = [{"key": f"s{index}", **step} for index, step in enumerate(steps)]
    draft = {**rule.draft, "steps": numbered, **document}
    save_rule_draft(actor=shop.admin, rule=rule, document=draft, base_revision=0)
    publish_rule(actor=shop.admin, rule=rule)
    return rule


def submit(shop: Shop, **values: Any) -> int:
    """Submit a request as Ann and return its id."""
    return submit_record(actor=shop.ann, form=shop.request, values=values).id


def create_order(**settings: Any) -> dict[str, Any]:
    """Return a step that creates an order."""
    return {"action": "create_record", "settings": {"form": "order", **settings}}
