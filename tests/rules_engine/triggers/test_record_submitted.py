"""The trigger of a created record."""

from rules_engine.triggers.record_submitted import RecordSubmittedTrigger


def test_every_submitted_record_is_meant():
    """It has no settings to fail."""
    assert RecordSubmittedTrigger().matches({}, {}, {})
