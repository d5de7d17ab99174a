"""Which rules need a field."""

from __future__ import annotations

from rules_engine.selectors.uses import rules_using
from tests.rules_engine.making import create_order, make_rule


def test_a_rule_needs_the_fields_it_reads_and_writes(shop):
    """Of its own form by condition, mapping and text; of the other form by what it sets there."""
    make_rule(shop, create_order(values={"note": {"expression": "subject"}}), condition="old.total != total")

    assert ["the rule rule"] == [use.text() for use in rules_using(shop.request, "subject")]
    assert ["rule"] == [use.key for use in rules_using(shop.request, "total")]
    assert ["rule"] == [use.key for use in rules_using(shop.order, "note")]
    assert [] == list(rules_using(shop.request, "buyer"))
    assert [] == list(rules_using(shop.order, "on"))
