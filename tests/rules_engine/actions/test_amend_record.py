"""Changing the record itself."""

from __future__ import annotations

import pytest

from builder.events.runner import drain
from builder.exceptions import Invalid
from builder.models import Incident
from forms_engine.selectors.records import get_record
from rules_engine.engine import MAX_DEPTH
from rules_engine.models import RuleRun
from tests.rules_engine.making import make_rule, submit


def test_fields_are_set_from_expressions(shop):
    """The record is amended through the one path, with a history entry of its own."""
    make_rule(shop, {"action": "amend_record", "settings": {"values": {"subject": {"expression": "UPPER(subject)"}}}})
    record = submit(shop, subject="chairs")
    drain()

    found = get_record(shop.admin, shop.request, record)
    assert (found["values"]["subject"], found["revision"]) == ("CHAIRS", 2)


def test_a_rule_without_fields_cannot_be_published(shop):
    """An empty change says nothing."""
    with pytest.raises(Invalid) as refused:
        make_rule(shop, {"action": "amend_record", "settings": {"values": {}}})

    assert [one.path for one in refused.value.problems] == ["steps.0.settings.values"]


def test_a_rule_that_starts_itself_is_stopped(shop):
    """A loop ends after a few rounds with an incident, and the record stays as it was last."""
    step = {"action": "amend_record", "settings": {"values": {"subject": {"expression": 'CONCAT(subject, "!")'}}}}
    make_rule(shop, step, key="loop", trigger={"type": "record_amended", "settings": {}})
    make_rule(shop, step, key="first")
    record = submit(shop, subject="x")
    drain()

    states = list(RuleRun.objects.order_by("pk").values_list("state", flat=True))
    assert states[-1] == "stopped"
    assert len(states) <= MAX_DEPTH + 1
    assert Incident.objects.filter(code="RULE_LOOP").count() == 1
    assert get_record(shop.admin, shop.request, record)["values"]["subject"].startswith("x!")
