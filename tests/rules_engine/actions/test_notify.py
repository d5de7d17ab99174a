"""Telling people."""

from __future__ import annotations

from builder.events.runner import drain
from builder.models import Notification
from rules_engine.services.rules import check_rule
from tests.rules_engine.making import make_rule, submit

HELLO = {
    "action": "notify",
    "settings": {"to": [{"by": "initiator"}, {"by": "member_field", "field": "buyer"}], "title": "New: {subject}"},
}


def test_the_initiator_and_whoever_a_field_names_are_told(shop):
    """Each person once, with the record's values in the text and a link to it."""
    make_rule(shop, HELLO)
    record = submit(shop, subject="Chairs", buyer=shop.admin.pk)
    drain()

    told = Notification.objects.order_by("user_id").values_list("user__username", "title", "url")
    assert sorted(told) == [
        ("admin", "New: Chairs", f"/apps/shop/request/{record}/"),
        ("ann", "New: Chairs", f"/apps/shop/request/{record}/"),
    ]


def test_a_text_with_a_wrong_name_is_a_problem(shop):
    """The message says which step and which text."""
    rule = make_rule(shop, HELLO)
    wrong = {**HELLO, "key": "s0", "settings": {**HELLO["settings"], "title": "New: {subjct}"}}

    problems = check_rule(actor=shop.admin, rule=rule, document={**rule.draft, "steps": [wrong]})

    assert [one.path for one in problems] == ["steps.0.settings.title"]
