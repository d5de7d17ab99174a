"""Creating a record: mapped fields, mapped rows, once."""

from __future__ import annotations

from builder.events.runner import drain
from forms_engine.selectors.records import RecordQuery, get_record, list_records
from rules_engine.models import RuleRun
from rules_engine.services.rules import check_rule
from rules_engine.services.running import run_rule
from tests.rules_engine.making import create_order, make_rule, submit

ROWS = [{"item": "Chair", "quantity": 2, "price": "50.00"}, {"item": "Desk", "quantity": 1, "price": "300.00"}]
MAPPED = create_order(
    values={"request": {"expression": "id"}, "note": {"value": "by rule"}, "on": {"expression": "TODAY()"}},
    lines={
        "lines": {
            "rows": "items",
            "values": {
                "item": {"expression": 'CONCAT(item, " for ", parent.subject)'},
                "quantity": {"expression": "quantity"},
                "price": {"expression": "price"},
            },
        }
    },
)


def orders(shop):
    """Return the orders with their lines."""
    found = list_records(shop.admin, shop.order, RecordQuery()).records
    return [get_record(shop.admin, shop.order, one["id"]) for one in found]


def test_fields_and_rows_are_mapped(shop):
    """Constants, expressions, and a row for each row, which may look at its record."""
    make_rule(shop, MAPPED)
    record = submit(shop, subject="Ann", items=ROWS)
    drain()

    [order] = orders(shop)
    assert (order["values"]["request"], order["values"]["note"]) == (record, "by rule")
    assert [(row["item"], row["quantity"], row["price"]) for row in order["values"]["lines"]] == [
        ("Chair for Ann", 2, "50.00"),
        ("Desk for Ann", 1, "300.00"),
    ]
    assert order["owner"] == shop.ann.pk


def test_running_twice_does_it_once(shop):
    """The same version never acts twice on the same event."""
    make_rule(shop, MAPPED)
    submit(shop, subject="Ann", items=ROWS)
    drain()
    run = RuleRun.objects.get()

    assert run_rule(version_id=run.version_id, event_id=run.event_id) is None
    assert len(orders(shop)) == 1


def test_a_field_the_target_does_not_have_is_refused_at_design_time(shop):
    """The problem names the field."""
    rule = make_rule(shop, MAPPED)
    document = {**rule.draft, "steps": [{"key": "s0", **create_order(values={"colour": {"value": "red"}})}]}

    problems = check_rule(actor=shop.admin, rule=rule, document=document)

    assert [(one.path, one.code) for one in problems] == [("steps.0.settings.values.colour", "unknown_field")]
