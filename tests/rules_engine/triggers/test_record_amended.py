"""The trigger of a changed record."""

import pytest

from rules_engine.triggers.record_amended import RecordAmendedTrigger


@pytest.mark.parametrize(
    ("fields", "meant"), [([], True), (["amount"], True), (["amount", "name"], True), (["name"], False)]
)
def test_chosen_fields_must_have_changed(fields, meant):
    """Without a choice any change counts."""
    assert RecordAmendedTrigger().matches({"fields": fields}, {}, {"amount": [1, 2]}) is meant
