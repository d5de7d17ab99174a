"""The pure engine of rules."""

from __future__ import annotations

import pytest

from builder.expressions import Number, Schema, Text
from rules_engine.engine import compile_rule, problems_of

SCHEMA = Schema({"name": Text, "amount": Number})
STEP = {"key": "s1", "action": "amend_record", "settings": {"values": {"name": {"expression": "name"}}}}
RULE = {"format": 1, "form": "f", "trigger": {"type": "record_submitted"}, "condition": "amount > 1", "steps": [STEP]}


def test_a_rule_knows_what_it_reads():
    """The names of condition and steps, so that only they are fetched."""
    assert compile_rule(RULE, SCHEMA).reads(SCHEMA) == {"amount", "name"}


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"condition": "amount"}, "condition", "not_boolean"),
        ({"condition": "amont > 1"}, "condition", None),
        ({"trigger": {"type": "nothing"}}, "trigger.type", "unknown_trigger"),
        ({"steps": [STEP, STEP]}, "steps.1.key", "duplicate_key"),
        ({"steps": [{**STEP, "action": "nothing"}]}, "steps.0.action", "unknown_action"),
    ],
)
def test_what_is_wrong_is_told_with_its_path(change, path, code):
    """One problem, at the place to mend."""
    [problem] = problems_of({**RULE, **change}, SCHEMA, "app")

    assert problem.path == path
    assert code is None or problem.code == code
